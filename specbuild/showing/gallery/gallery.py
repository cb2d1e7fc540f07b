"""What a gallery holds: cards, each a sample as a small picture or in words, with what there is to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

Word = tuple[str, str]  # and what became of it: `KEPT`, `ADDED` or `REMOVED` of `tiles/text.py`


@dataclass(frozen=True, slots=True)
class Card:
    """One sample.

    Attributes:
        lines: What there is to say of it, first what counts most.
        tile: The small picture of it.
        form: What it is: a "photo"; a "drawing" of curves on white; or, where there are words, "words", "letters" that stand side by
            side, or the "cells" of a table's row.
        words: The sample in words, shown instead of the tile where there can be text; empty where it has none.
    """

    lines: tuple[str, ...]
    tile: Image
    form: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Cards that belong together; the label is empty where there is nothing to tell apart."""

    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Gallery:
    """All of them, with a sentence above."""

    title: str
    note: str
    parts: tuple[Part, ...]
