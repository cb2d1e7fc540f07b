"""The formats of findings by name, for `--format`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from specbuild.checking.diagnostic import Finding

# A format's module is imported when it is asked for: most runs want text.
FORMATS: Mapping[str, str] = {"text": "text", "json": "json_array", "github": "github", "sarif": "sarif"}


def show(findings: Sequence[Finding], format_: str) -> None:
    """Write findings to standard output in a format."""
    module = import_module(f"specbuild.showing.findings.{FORMATS[format_]}")
    if format_ == "text":
        module.show(findings)
        return
    render: Callable[[Sequence[Finding]], str] = module.render
    text = render(findings)
    if text:
        sys.stdout.write(text + "\n")
