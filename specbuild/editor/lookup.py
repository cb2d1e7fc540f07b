"""What stands at a place of a document: the key path, and which part of it."""

from __future__ import annotations

from typing import NamedTuple

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.document.document import Document
from specbuild.checking.document.locate import Span


class Found(NamedTuple):
    """A key path, the stretch that was found, and what that is: "key", "value" or "header"."""

    path: KeyPath
    span: Span
    part: str


def lookup(document: Document, offset: int) -> Found | None:
    """The smallest key, value or header around an offset; None where there is none."""
    around = []
    for path, spot in document.spots.items():
        parts = (("key", spot.key), ("header", spot.header), ("value", None if spot.header or not path else spot.value))
        around += [Found(path, span, part) for part, span in parts if span and span.start <= offset <= span.end]
    # Of equal stretches the deepest path: `[[layers]]` is the header of an entry rather than the key of the list.
    return min(around, key=lambda found: (found.span.end - found.span.start, -len(found.path)), default=None)
