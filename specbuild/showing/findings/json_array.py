"""Findings as JSON: one array of objects, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from specbuild.checking.diagnostic import Finding


def as_dict(finding: Finding) -> dict[str, Any]:
    """A finding as a JSON object; lines and columns count from 1, columns in characters."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "key": list(finding.path),
        "message": finding.message,
        "help": finding.help,
    }


def render(findings: Sequence[Finding]) -> str:
    """All findings as one JSON array."""
    return json.dumps([as_dict(finding) for finding in findings], indent=2)
