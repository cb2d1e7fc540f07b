"""Findings as SARIF 2.1.0, the format of code scanners."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from specbuild import __version__
from specbuild.checking import rulebook
from specbuild.checking.diagnostic import Finding, Place
from specbuild.showing.explain.code import beside_rules


def render(findings: Sequence[Finding]) -> str:
    """One SARIF log with one run."""
    codes = sorted({finding.code for finding in findings})
    driver = {"name": "specbuild", "version": __version__, "rules": [_rule(code) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(finding, codes) for finding in findings]}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2)


def _rule(code: str) -> dict[str, Any]:
    """A code as scanners list it: what it means, and for a rule its mistake in a few words."""
    rule = rulebook.by_code(code)
    if rule is None:
        return {"id": code, "fullDescription": {"text": beside_rules().get(code, code)}}
    return {"id": code, "shortDescription": {"text": rulebook.title(rule)}, "fullDescription": {"text": rule.REASON}}


def _result(finding: Finding, codes: Sequence[str]) -> dict[str, Any]:
    text = finding.message + (f" ({finding.help})" if finding.help else "")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": str(finding.severity),
        "message": {"text": text},
    }
    if finding.place:
        result["locations"] = [{"physicalLocation": _location(finding.place)}]
    return result


def _location(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return {"artifactLocation": {"uri": _address(Path(place.file))}, "region": region}


def _address(file: Path) -> str:
    """Relative to the current folder where it stands below, as code hosts want it; a whole address elsewhere."""
    path = Path(os.path.abspath(file))  # noqa: PTH100  (links are not followed: the host knows the file by the name that was given)
    here = Path.cwd()
    return quote(path.relative_to(here).as_posix()) if path.is_relative_to(here) else path.as_uri()
