"""Findings as text for a terminal: place, sentence, the line with a caret, help."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

from specbuild.checking.diagnostic import Finding, Place, Severity, counted

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "line": "\x1b[34m", "help": "\x1b[36m", "bold": "\x1b[1m"}
_RESET = "\x1b[0m"
_WIDEST, _BEFORE = 240, 80  # characters that are shown of a longer line, and how many of them before the place


def use_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that should get colours."""
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def render(findings: Sequence[Finding], *, colour: bool = False) -> str:
    """All findings, with an empty line between two."""
    return "\n".join(_one(finding, colour) for finding in findings)


def _one(finding: Finding, colour: bool) -> str:
    def paint(text: str, name: str) -> str:
        return f"{_COLOURS[name]}{text}{_RESET}" if colour else text

    label = paint(f"{finding.severity}[{finding.code}]", str(finding.severity))
    message = paint(clean(finding.message), "bold")
    place = finding.place
    lines = [f"{label}: {message}" if place is None else f"{clean(place.file)}:{place.line}:{place.column}: {label}: {message}"]
    if place is not None and place.source:
        place, gutter = _window(place), max(4, len(str(place.line)) + 1)
        lines.append(f"{paint(f'{place.line:>{gutter}} |', 'line')} {clean(place.source)}")
        lines.append(f"{paint(' ' * gutter + ' |', 'line')} {_caret(place, paint(_marks(place), str(finding.severity)))}")
        if finding.help:
            lines.append(f"{paint(' ' * gutter + ' =', 'line')} {paint('help:', 'help')} {clean(finding.help)}")
    elif finding.help:
        lines.append(f"     = {paint('help:', 'help')} {clean(finding.help)}")
    return "\n".join(lines) + "\n"


def _window(place: Place) -> Place:
    """The place in as much of a very long line as is worth showing."""
    start = max(0, place.column - 1 - _BEFORE)
    rest = place.source[start:]
    if len(place.source) <= _WIDEST:
        return place
    source = ("…" if start else "") + (rest if len(rest) <= _WIDEST else rest[:_WIDEST] + "…")
    moved = start - bool(start)
    end = min(place.end_column - moved, len(source) + 1) if place.end_line == place.line else place.end_column
    return place._replace(source=source, column=place.column - moved, end_column=end)


def _caret(place: Place, marks: str) -> str:
    before = place.source[: place.column - 1]
    return "".join("\t" if character == "\t" else " " * _width(character) for character in before) + marks


def _marks(place: Place) -> str:
    end = place.end_column if place.end_line == place.line else len(place.source) + 1
    stretch = place.source[place.column - 1 : end - 1].rstrip()
    return "^" * max(1, sum(_width(character) for character in stretch))


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clean(text: str) -> str:
    """Text that a terminal can print: names of files that are not UTF-8 and control characters are escaped."""
    return "".join(c if c == "\t" or c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


def tally(findings: Iterable[Finding]) -> str:
    """How many errors and warnings there are: `2 errors and 1 warning`."""
    found = list(findings)
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    parts = [counted(count, word) for count, word in ((errors, "error"), (len(found) - errors, "warning")) if count]
    return " and ".join(parts) or "nothing wrong"


def show(findings: Sequence[Finding], stream: TextIO | None = None) -> None:
    """Write findings to a stream, standard output where none is given, with colours if it is a terminal."""
    stream = stream or sys.stdout
    if findings:
        print(render(findings, colour=use_colour(stream)), file=stream)
