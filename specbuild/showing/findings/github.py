"""Findings as annotations that GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from specbuild.checking.diagnostic import Finding


def render(findings: Sequence[Finding]) -> str:
    """One workflow command a finding."""
    return "\n".join(_command(finding) for finding in findings)


def _command(finding: Finding) -> str:
    place = finding.place
    where = (
        f"file={_property(place.file)},line={place.line},col={place.column},endLine={place.end_line},endColumn={place.end_column},"
        if place
        else ""
    )
    text = finding.message + (f" ({finding.help})" if finding.help else "")
    return f"::{finding.severity} {where}title={finding.code}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
