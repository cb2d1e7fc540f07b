"""A spec file as a document: its values, and the place of every key path in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from specbuild.checking.diagnostic import KeyPath, Place
from specbuild.checking.document.locate import Span, Spot, locate
from specbuild.checking.document.parse import parse, read_text


@dataclass(frozen=True)
class Document:
    """One TOML file that was parsed; places are only worked out when somebody asks for one.

    Attributes:
        file: Its path as the user wrote it, or a name for a text without a file.
        text: What it holds.
        values: What that means.
    """

    file: str
    text: str
    values: dict[str, Any] = field(repr=False)

    @classmethod
    def read(cls, path: Path) -> Document:
        """Read and parse a file; raises Refused with a placed finding."""
        text = read_text(path)
        return cls(str(path), text, parse(text, str(path)))

    @classmethod
    def of(cls, text: str, file: str = "spec.toml") -> Document:
        """Parse a text; raises Refused with a placed finding."""
        return cls(file, text, parse(text, file))

    @cached_property
    def spots(self) -> dict[KeyPath, Spot]:
        """Every key path with the stretches of text it stands at."""
        return locate(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(index + 1 for index, character in enumerate(self.text) if character == "\n")]

    def nearest(self, path: KeyPath) -> KeyPath:
        """The longest beginning of a key path that is written in this document."""
        while path not in self.spots:
            path = path[:-1]
        return path

    def span(self, path: KeyPath, about: str = "value") -> Span:
        """The stretch that a finding about a key path points at; for a key that is not written, its nearest table's header."""
        near = self.nearest(path)
        spot = self.spots[near]
        if near != path:
            about = "header"
        wanted = {"key": spot.key, "header": spot.header or spot.key, "value": None if spot.header else spot.value}[about]
        return wanted or spot.header or spot.key or (spot.value if near else None) or Span(0, 0)

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both from 1, in characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, from 1."""
        return self.text[self._starts[number - 1] :].split("\n", 1)[0].rstrip("\r")

    def place_of(self, span: Span) -> Place:
        """A stretch of the text as lines and columns."""
        line, column = self.line_column(span.start)
        end_line, end_column = self.line_column(span.end)
        return Place(self.file, line, column, end_line, end_column, self.line(line))

    def place(self, path: KeyPath, about: str = "value") -> Place:
        """Where a key path is written, or the nearest that is."""
        return self.place_of(self.span(path, about))
