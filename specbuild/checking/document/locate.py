"""Where every key and value of a TOML text stands; the text has been accepted by a TOML parser, so nothing is checked again."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import NamedTuple

from specbuild.checking.diagnostic import KeyPath

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*'")
STRINGS = (
    re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}', re.DOTALL),
    re.compile(r"'''(?:[^']|'(?!''))*'{3,5}", re.DOTALL),
    _BASIC,
    _LITERAL,
)
_SCALAR = re.compile(r"[^\s,\]}#=]+(?: (?=\d\d:\d\d)[^\s,\]}#]+)?")  # a date may hold one blank


class Span(NamedTuple):
    """A stretch of a text, in characters from its start; the end is exclusive."""

    start: int
    end: int


@dataclass(slots=True)
class Spot:
    """Where one key path is written.

    Attributes:
        key: The last part of its key.
        value: Its value; for a table with a header, everything from the header to the end of the table's last pair.
        header: The `[header]` or `[[header]]` line that opened it.
    """

    key: Span | None = None
    value: Span | None = None
    header: Span | None = None


class _Locator:
    def __init__(self, text: str) -> None:
        self.text = text
        self.spots: dict[KeyPath, Spot] = {(): Spot(value=Span(0, len(text)))}
        self.lengths: dict[KeyPath, int] = {}  # of arrays of tables

    def skip(self, at: int, pattern: re.Pattern[str] = _SKIP) -> int:
        match = pattern.match(self.text, at)
        return match.end() if match else at

    def spot(self, path: KeyPath) -> Spot:
        return self.spots.setdefault(path, Spot())

    def end_of(self, patterns: tuple[re.Pattern[str], ...], at: int) -> int:
        for pattern in patterns:
            if match := pattern.match(self.text, at):
                return match.end()
        raise ValueError(f"no TOML at offset {at}")

    def key(self, at: int) -> tuple[list[tuple[str, Span]], int]:
        parts = []
        while True:
            at = self.skip(at, _BLANK)
            end = self.end_of((_BASIC, _LITERAL, _BARE), at)
            raw = self.text[at:end]
            name = tomllib.loads(f"k={raw}")["k"] if raw[0] == '"' else raw.strip("'")
            parts.append((name, Span(at, end)))
            at = self.skip(end, _BLANK)
            if self.text[at : at + 1] != ".":
                return parts, at
            at += 1

    def value(self, at: int, path: KeyPath) -> int:
        first = self.text[at]
        if first == "[":
            end = self.array(at + 1, path)
        elif first == "{":
            end = self.inline_table(at + 1, path)
        else:
            end = self.end_of(STRINGS if first in "\"'" else (_SCALAR,), at)
        self.spot(path).value = Span(at, end)
        return end

    def array(self, at: int, path: KeyPath) -> int:
        index = 0
        while self.text[at := self.skip(at)] != "]":
            at = self.skip(self.value(at, (*path, index)))
            index += 1
            at += self.text[at] == ","
        return at + 1

    def inline_table(self, at: int, path: KeyPath) -> int:
        while self.text[at := self.skip(at)] != "}":
            at = self.skip(self.pair(at, path))
            at += self.text[at] == ","
        return at + 1

    def pair(self, at: int, path: KeyPath) -> int:
        parts, at = self.key(at)
        for name, span in parts:
            path = (*path, name)
            spot = self.spot(path)
            spot.key = spot.key or span
        return self.value(self.skip(at + 1, _BLANK), path)

    def resolve(self, names: list[str]) -> KeyPath:
        """A header's path: a name that is an array of tables means its last item."""
        path: KeyPath = ()
        for name in names:
            path = (*path, name)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        return path

    def header(self, at: int) -> tuple[KeyPath, int]:
        many = self.text.startswith("[[", at)
        parts, end = self.key(at + 1 + many)
        span = Span(at, end + 1 + many)
        names = [name for name, _ in parts]
        path = (*self.resolve(names[:-1]), names[-1])
        for depth, (_, key) in enumerate(parts, 1):
            spot = self.spot(path if depth == len(parts) else self.resolve(names[:depth]))
            spot.key = spot.key or key
        if many:
            self.lengths[path] = self.lengths.get(path, 0) + 1
            path = (*path, self.lengths[path] - 1)
            self.spot(path).key = parts[-1][1]
        spot = self.spot(path)
        spot.header, spot.value = span, span
        return path, span.end

    def stretch(self, table: KeyPath, end: int) -> None:
        """The open tables reach to here."""
        for depth in range(len(table), 0, -1):
            spot = self.spot(table[:depth])
            if spot.header:
                spot.value = Span(spot.header.start, end)

    def document(self) -> dict[KeyPath, Spot]:
        at, table = self.skip(0), ()
        while at < len(self.text):
            if self.text[at] == "[":
                table, at = self.header(at)  # type: ignore[assignment]
            else:
                at = self.pair(at, table)
                self.stretch(table, at)
            at = self.skip(at)
        return self.spots


def locate(text: str) -> dict[KeyPath, Spot]:
    """Find every key path of a valid TOML text, with the spots it stands at."""
    return _Locator(text).document()


def parts_of_key(text: str, at: int) -> list[Span]:
    """The stretches of the parts of a dotted key that begins at an offset."""
    return [span for _, span in _Locator(text).key(at)[0]]
