"""Print the JSON Schema of specs, tie an editor to it, or check files with it alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.showing.findings.formats import FORMATS
from specbuild.showing.schema.install import EDITORS

if TYPE_CHECKING:
    from specbuild.showing.schema.install import Placed


def schema() -> str:
    """The JSON Schema (draft 7) of the spec language, as text."""
    from specbuild.showing.schema.build import schema_text

    return schema_text()


def check(spec: str | Path) -> list[Finding]:
    """Judge one file with the schema alone, as an editor would: no shapes, no rules, no files that it extends.

    Args:
        spec: Path of the file.

    Returns:
        What the schema refuses, placed.
    """
    from specbuild.checking.document.document import Document
    from specbuild.showing.schema.check import check

    try:
        return check(Document.read(Path(spec)))
    except Refused as refused:
        return list(refused.findings)


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild schema", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", nargs="+", metavar="FILE", help="judge files with the schema alone, as an editor would")
    what.add_argument("--install", choices=EDITORS, metavar="EDITOR", help=f"write an editor's settings here: {', '.join(EDITORS)}")
    parser.add_argument("--print", dest="only_print", action="store_true", help="with --install: print the settings, write nothing")
    parser.add_argument("--format", choices=FORMATS, default="text", help="with --check: how to write the findings")
    options = parser.parse_args(words)
    if options.only_print and not options.install:
        parser.error("--print goes with --install")
    if options.check:
        return _check(options.check, options.format)
    if options.install:
        return _print(options.install) if options.only_print else _install(options.install)
    sys.stdout.write(schema())
    return 0


def _check(specs: Sequence[str], format_: str) -> int:
    from specbuild.showing.findings.formats import show
    from specbuild.showing.findings.text import tally

    findings = [finding for spec in specs for finding in check(spec)]
    show(findings, format_)
    if format_ == "text":
        print(f"{specs[0] if len(specs) == 1 else f'{len(specs)} files'}: {tally(findings)} that the schema sees")
    return 1 if findings else 0


def _print(editor: str) -> int:
    from specbuild.showing.schema.install import afterwards, settings
    from specbuild.showing.schema.settings.servers import SCHEMA

    print(f"{SCHEMA}\n\n    specbuild schema > {SCHEMA}\n")
    for name, text in settings(editor).items():
        print(f"{name}\n\n{_indented(text)}")
    print(afterwards(editor))
    return 0


def _install(editor: str) -> int:
    from specbuild.showing.schema.install import State, afterwards, install

    placed = install(editor, Path())
    for one in placed:
        print(f"{one.path.as_posix()}: {one.state.value}")
    by_hand = [one for one in placed if one.state is State.OTHERS]
    for one in by_hand:
        print(f"\n{_by_hand(one)}")
    print(f"\n{afterwards(editor)}")
    return 1 if by_hand else 0


def _by_hand(one: Placed) -> str:
    from specbuild.showing.schema.settings.servers import SCHEMA

    if one.path.as_posix() == SCHEMA:
        return f"{SCHEMA} is another schema: move it away, then run this again."
    return f"Add this to {one.path.as_posix()}:\n\n{_indented(one.text)}"


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())
