"""Places in a text as we count them and as an editor does: its lines, and columns in the units that it has asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from lsprotocol import types as lsp

from specbuild.checking.diagnostic import Place

_LINE_END = re.compile(r"\r\n|\n|\r")  # as the protocol has it; specs count lines by their line feeds alone


class Text:
    """A text with its lines.

    Args:
        content: The text.
        encoding: What a column counts: code units of UTF-8, UTF-16 or UTF-32.
    """

    def __init__(self, content: str, encoding: str = "utf-16") -> None:
        self.content = content
        self.encoding = encoding

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.content))]

    @cached_property
    def _feeds(self) -> list[int]:
        return [0, *(index + 1 for index, character in enumerate(self.content) if character == "\n")]

    def line(self, number: int) -> tuple[int, int]:
        """Where a line begins and ends (before its line break), in characters from the start of the text."""
        start = self._starts[min(number, len(self._starts) - 1)]
        match = _LINE_END.search(self.content, start)
        return start, match.start() if match else len(self.content)

    def offset(self, position: lsp.Position) -> int:
        """The character at an editor's position; beyond the end of a line or of the text, that end."""
        if position.line >= len(self._starts):
            return len(self.content)
        at, end = self.line(position.line)
        left = position.character
        while at < end and left > 0:
            left -= self._units(self.content[at])
            at += 1
        return at

    def position(self, offset: int) -> lsp.Position:
        """An editor's position of a character."""
        line = bisect_right(self._starts, offset) - 1
        return lsp.Position(line, sum(map(self._units, self.content[self._starts[line] : offset])))

    def range(self, start: int, end: int) -> lsp.Range:
        """An editor's range of a stretch of characters."""
        return lsp.Range(self.position(start), self.position(end))

    def range_of(self, place: Place) -> lsp.Range:
        """An editor's range of the place of a finding."""
        return self.range(self._of(place.line, place.column), self._of(place.end_line, place.end_column))

    def _of(self, line: int, column: int) -> int:
        start = self._feeds[min(line, len(self._feeds)) - 1]
        return min(start + column - 1, len(self.content))

    def _units(self, character: str) -> int:
        if self.encoding == "utf-8":
            return len(character.encode("utf-8", "surrogatepass"))
        return 2 if self.encoding == "utf-16" and ord(character) > 0xFFFF else 1
