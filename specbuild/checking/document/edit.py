"""Change a TOML text by stretches, so that every comment and the layout of the rest stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specbuild.checking.diagnostic import Edit, KeyPath
from specbuild.checking.document.document import Document
from specbuild.checking.document.locate import Span, parts_of_key


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Make all edits of one file at once.

    Args:
        text: What they were made for.
        edits: In any order; two insertions at one place happen in the order given.

    Raises:
        ValueError: two of them overlap, or one reaches beyond the text.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"an edit of {edit.start} to {edit.end} overlaps another, or the end of the text")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def overlap(one: Iterable[Edit], other: Iterable[Edit]) -> bool:
    """Whether some edit of the one stands in the way of an edit of the other."""
    others = list(other)
    return any(a.file == b.file and a.start <= b.end and b.start <= a.end for a in one for b in others)


def newline(text: str) -> str:
    """How this text ends its lines."""
    return "\r\n" if "\r\n" in text else "\n"


def lines_of(text: str, span: Span) -> Span:
    """The whole lines of a stretch, with what follows it on its last line, and the line break."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", max(start, span.end))
    return Span(start, len(text) if end < 0 else end + 1)


def entry(document: Document, path: KeyPath) -> Span:
    """The lines of a table with a header: from the comments right above it to the end of its last line."""
    spot = document.spots[path]
    if not (spot.header and spot.value):
        raise ValueError(f"{path} has no header of its own")
    lines = lines_of(document.text, spot.value)
    return Span(_comments_above(document.text, lines.start), lines.end)


def with_comments(text: str, span: Span) -> Span:
    """The whole lines of a stretch, and the comments right above them; those that begin the file speak of all of it."""
    lines = lines_of(text, span)
    above = _comments_above(text, lines.start)
    return Span(above, lines.end) if above else lines


def _comments_above(text: str, start: int) -> int:
    """Where the comment lines begin that stand right above a line: they speak of it."""
    while start > 0:
        before = text.rfind("\n", 0, start - 1) + 1
        if not text[before:start].lstrip(" \t").startswith("#"):
            break
        start = before
    return start


def with_gap(text: str, span: Span) -> Span:
    """A stretch of lines together with one empty line after it, or before it at the end of the text."""
    after = re.compile(r"[ \t]*\r?\n").match(text, span.end)
    if after:
        return Span(span.start, after.end())
    before = re.search(r"(?<=\n)[ \t]*\r?\n\Z", text[: span.start])
    return Span(before.start(), span.end) if before and span.end == len(text) else span


def remove_entry(document: Document, path: KeyPath) -> Edit:
    """Take an entry with its header out, and the comments that belong to it."""
    span = with_gap(document.text, entry(document, path))
    return Edit(document.file, span.start, span.end, "")


def insert_before(document: Document, path: KeyPath, block: str) -> Edit:
    """Put lines (without an end) before an entry with a header, and an empty line between."""
    at, end = entry(document, path).start, newline(document.text)
    return Edit(document.file, at, at, block.replace("\n", end) + 2 * end)


def append_block(document: Document, block: str) -> Edit:
    """Put an entry with a header where the order of a spec wants it: before `[[layers]]`, else before `[training]`, else at the end."""
    for path in (("layers", 0), ("training",)):
        if path in document.spots and document.spots[path].header:
            return insert_before(document, path, block)
    text, end = document.text, newline(document.text)
    opening = "" if text.endswith("\n") or not text else end
    return Edit(document.file, len(text), len(text), opening + end + block.replace("\n", end) + end)


def item(document: Document, path: KeyPath) -> Span | None:
    """The stretch of an item of a list in brackets, with its comma; with its lines and its comments where it stands alone on them."""
    spot = document.spots.get(path)
    if spot is None or spot.value is None or spot.header or not isinstance(path[-1], int):
        return None
    text, (start, end) = document.text, spot.value
    comma = re.compile(r"\s*,").match(text, end)
    end = comma.end() if comma else end
    lines = lines_of(text, Span(start, end))
    behind = text[end : lines.end].strip()
    if not text[lines.start : start].strip() and (not behind or behind.startswith("#")):
        return Span(_comments_above(text, lines.start), lines.end)
    before = None if comma else re.search(r",[ \t]*\Z", text[:start])
    after = re.compile(r"[ \t]*").match(text, end) if comma else None
    return Span(before.start() if before else start, after.end() if after else end)


def remove_item(document: Document, path: KeyPath) -> Edit | None:
    """Take an item out of a list in brackets; None where it is none, or the only one."""
    span = item(document, path)
    is_alone = (*path[:-1], 1) not in document.spots
    return None if span is None or is_alone else Edit(document.file, span.start, span.end, "")


def value(document: Document, path: KeyPath, written: str) -> Edit:
    """Write another value in the place of one."""
    span = document.spots[path].value
    if span is None:
        raise ValueError(f"{path} has no value of its own")
    return Edit(document.file, span.start, span.end, written)


def key(document: Document, path: KeyPath, written: str) -> tuple[Edit, ...]:
    """Write another key in the place of one, in every header that names it."""
    depth = sum(isinstance(part, str) for part in path)
    spans = {spot.key for spot in [document.spots[path]] if spot.key}
    for inner, spot in document.spots.items():
        if spot.header and inner[: len(path)] == path:
            opening = spot.header.start + (2 if document.text.startswith("[[", spot.header.start) else 1)
            spans.add(parts_of_key(document.text, opening)[depth - 1])
    return tuple(Edit(document.file, span.start, span.end, written) for span in sorted(spans))


def add_key(document: Document, path: KeyPath, written: str) -> Edit | None:
    """Add `key = value` to a table: below its `type`, or inside the braces of an inline table; None where neither is there."""
    beside = document.spots.get((*path, "type"))
    if beside is None or beside.value is None:
        return None
    if document.spots[path].header:
        at = lines_of(document.text, beside.value).end
        end = newline(document.text)
        opening = "" if document.text[:at].endswith("\n") else end
        indent = re.match(r"[ \t]*", document.text[document.text.rfind("\n", 0, beside.value.start) + 1 :])
        return Edit(document.file, at, at, opening + (indent.group() if indent else "") + written + end)
    return Edit(document.file, beside.value.end, beside.value.end, f", {written}")


def remove_key(document: Document, path: KeyPath) -> Edit | None:
    """Take `key = value` out, with its line where it stands on one of its own; None where it has no key of its own."""
    spot = document.spots.get(path)
    if spot is None or spot.key is None or spot.value is None or spot.header:
        return None
    text = document.text
    if document.spots[path[:-1]].header or len(path) == 1:
        lines = lines_of(text, Span(spot.key.start, spot.value.end))
        return Edit(document.file, lines.start, lines.end, "")
    before = re.search(r",[ \t]*\Z", text[: spot.key.start])
    if before:
        return Edit(document.file, before.start(), spot.value.end, "")
    after = re.compile(r"[ \t]*,[ \t]*").match(text, spot.value.end)
    return Edit(document.file, spot.key.start, after.end() if after else spot.value.end, "")
