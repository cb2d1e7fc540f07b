"""A finding: what is wrong with a spec, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

KeyPath = tuple[str | int, ...]


class Severity(StrEnum):
    """How much a finding weighs: an error stops the run, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A stretch of a text file; lines and columns count from 1, columns in characters, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    source: str = ""  # the text of the first line, for the caret; empty where there is none (a command line)


class Edit(NamedTuple):
    """A piece of a fix: the characters from `start` to `end` of `file` become `text`."""

    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the spec that is certain to be what was meant."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the key it is about; the document knows where that key is written.

    Attributes:
        code: Letter and number that name the kind of finding, as in `specbuild explain G003`.
        path: Keys and indices from the top of the spec to the key at fault.
        message: One sentence that says what is wrong; names in backticks.
        help: What to do, or what exists instead; empty only where the message says it already.
        severity: `error` or `warning`.
        about: Which part to point at: the `key`, the `value`, or the `header` of a table.
        fix: An edit that mends it, where that is certain.
        place: Where it stands; filled in from the document by `place`.
    """

    code: str
    path: KeyPath
    message: str
    help: str = ""
    severity: Severity = Severity.ERROR
    about: str = "value"
    fix: Fix | None = None
    place: Place | None = None

    def placed(self, place: Place) -> Finding:
        """The same finding, knowing where it stands."""
        return replace(self, place=place)


class Refused(Exception):
    """Raised where work cannot go on; holds all the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def dotted(path: KeyPath) -> str:
    """Write a key path as people do: `layers.3.activation`."""
    return ".".join(str(part) for part in path)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 epoch`, `1,200 rows`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
