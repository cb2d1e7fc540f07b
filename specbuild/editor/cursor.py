"""Where the cursor stands in the language: in which table, at a key or at a value, and how much of a word is there."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.document.address import value_at
from specbuild.checking.document.document import Document
from specbuild.editor.documents import Seen
from specbuild.editor.recover import recover, without_line

_TOKEN = re.compile(
    r"""\s+ | (?P<comment>\#.*) | (?P<string>"(?:[^"\\]|\\.)*"|'[^']*') | (?P<open>["'](?P<inside>.*)) | (?P<mark>[\[\]{}=,.])
    | (?P<word>[^\s"'\[\]{}=,.\#]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Cursor:
    """A place in the language.

    Attributes:
        path: The table or list that a key or an item would stand in; for a value, the path of the value.
        at: "key", "value" or "header".
        start: Where the word begins that is being typed, in characters of the text.
        quoted: Whether it stands in quotation marks that are open.
        values: The values of the spec, with what stands on this line before the cursor.
    """

    path: KeyPath
    at: str
    start: int
    quoted: bool
    values: Mapping[str, Any]


@dataclass
class _Frame:
    """An open table or list of the line: its path, and for a table the key that is being read, for a list the index."""

    path: KeyPath
    table: bool
    key: list[str] = field(default_factory=list)
    index: int = 0
    in_value: bool = False

    @property
    def here(self) -> KeyPath:
        return (*self.path, *self.key) if self.table else (*self.path, self.index)


def cursor(seen: Seen, offset: int) -> Cursor | None:
    """Where an offset of a document is; None in a comment, or where nothing can be said."""
    text = seen.text.content
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset]
    document = recover(without_line(text, offset), seen.file)
    if document is None:
        return None
    if (header := re.match(r"\s*\[\[?\s*([\w.-]*)$", before)) and not _in_a_list(document, start):
        return Cursor((), "header", start + header.start(1), False, document.values)
    return _Reader(document, start, before).read()


def _in_a_list(document: Document, at: int) -> bool:
    return any(spot.value and not spot.header and spot.value.start < at < spot.value.end for path, spot in document.spots.items() if path)


class _Reader:
    """Reads one line up to the cursor, from the table that the lines above have opened."""

    def __init__(self, document: Document, start: int, before: str) -> None:
        self.start, self.before = start, before
        self.values: Any = copy.deepcopy(document.values)
        self.frames = [_outer(document, start)]
        self._open_item(self.frames[0])

    def read(self) -> Cursor | None:
        at, word = 0, 0
        quoted = complete = False
        while at < len(self.before):
            match = _TOKEN.match(self.before, at)
            if match is None or match.group("comment") is not None:
                return None
            kind = match.lastgroup
            complete = (kind in ("word", "string") and match.end() < len(self.before)) or kind == "string" or (complete and kind is None)
            if match.group("open") is not None:
                word, quoted = match.start("inside"), True
            elif kind == "mark":
                if not self._mark(match.group("mark")):
                    return None
                word = match.end()
            elif kind in ("word", "string"):
                word = at
                if match.end() < len(self.before) or kind == "string":
                    self._word(match.group().strip("\"'"), text=kind == "string")
                    word = match.end()
            else:
                word = match.end()
            at = match.end()
        if complete:
            return None
        frame = self.frames[-1]
        if frame.table and not frame.in_value:
            return Cursor((*frame.path, *frame.key), "key", self.start + word, quoted, self.values)
        return Cursor(frame.here, "value", self.start + word, quoted, self.values)

    def _mark(self, mark: str) -> bool:
        frame = self.frames[-1]
        if mark == "=":
            if frame.table and not frame.key:
                return False
            frame.in_value = True
        elif mark == "{":
            self.frames.append(_Frame(frame.here, table=True))
        elif mark == "[":
            self.frames.append(_Frame(frame.here, table=False))
        elif mark in "}]":
            if len(self.frames) == 1:
                return False
            self.frames.pop()
        elif mark == "," and frame.table:
            frame.key, frame.in_value = [], False
        elif mark == ",":
            frame.index += 1
            self._open_item(frame)
        return True

    def _open_item(self, frame: _Frame) -> None:
        """Items of a list that this line holds are not among the values, since it is read as blank."""
        items = value_at(self.values, frame.path) if not frame.table and frame is self.frames[0] else None
        if isinstance(items, list):
            items.insert(frame.index, {})

    def _word(self, word: str, *, text: bool) -> None:
        frame = self.frames[-1]
        if frame.table and not frame.in_value:
            frame.key.append(word)
        else:
            _set(self.values, frame.here, word if text else 0)  # what a number or a truth value is makes no difference here


def _outer(document: Document, at: int) -> _Frame:
    """The table or list that is open where a line begins."""
    around = [
        (spot.value.start, path)
        for path, spot in document.spots.items()
        if path and spot.value and not spot.header and spot.value.start < at < spot.value.end
    ]
    if around:
        _, path = max(around, key=lambda one: (one[0], len(one[1])))
        spots = [
            spot
            for inner, spot in document.spots.items()
            if len(inner) == len(path) + 1 and inner[:-1] == path and isinstance(inner[-1], int)
        ]
        before = sum(spot.value is not None and spot.value.end <= at for spot in spots)
        is_table = isinstance(value_at(document.values, path), dict)
        return _Frame(path, table=is_table, index=before)
    headers = [(spot.header.start, path) for path, spot in document.spots.items() if spot.header and spot.header.start < at]
    return _Frame(max(headers)[1] if headers else (), table=True)


def _set(values: Any, path: KeyPath, value: Any) -> None:
    """Write a value into the values, with the tables and lists on the way there."""
    for part, following in itertools.pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(values, list) and isinstance(part, int):
            while len(values) <= part:
                values.append({})
            if not isinstance(values[part], dict | list):
                values[part] = empty
        elif isinstance(values, dict):
            if not isinstance(values.get(part), dict | list):
                values[part] = empty
        else:
            return
        values = values[part]
    last = path[-1]
    if isinstance(values, dict):
        values[last] = value
    elif isinstance(values, list) and isinstance(last, int) and last == len(values):
        values.append(value)
