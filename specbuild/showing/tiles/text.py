"""A text, as its words: new ones stand on colour, those that are gone are struck through."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import MUTED, PAPER, Look
from specbuild.showing.words import visible

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, LINE, MOST, LONGEST = 300, 15, 40, 24  # pixels, pixels, words, letters of one
INK, NEW, GONE = (31, 36, 48), (255, 224, 178), (170, 60, 60)
KEPT, ADDED, REMOVED = "kept", "added", "removed"


def tile(sample: np.ndarray, look: Look, original: np.ndarray) -> Image:
    """A sample of shape (tokens,), of numbers that stand for words."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(11)
    placed: list[tuple[int, int, int, str, str]] = []
    x = line = 0
    for word, what in words(sample, look, original):
        width = int(font.getlength(word)) + 5
        if x and x + width > WIDTH:
            x, line = 0, line + 1
        placed.append((x, line * LINE, width, word, what))
        x += width
    sheet = Image.new("RGB", (WIDTH, (line + 1) * LINE + 4), PAPER)
    draw = ImageDraw.Draw(sheet)
    for left, top, width, word, what in placed:
        if what == ADDED:
            draw.rectangle((left, top + 1, left + width - 3, top + LINE), fill=NEW)
        draw.text((left + 1, top + 2), word, fill={KEPT: MUTED, ADDED: INK, REMOVED: GONE}[what], font=font)
        if what == REMOVED:
            draw.line((left, top + 9, left + width - 4, top + 9), fill=GONE)
    return sheet


def words(sample: np.ndarray, look: Look, original: np.ndarray, most: int = MOST) -> list[tuple[str, str]]:
    """The words of both, in order, with what became of each: `KEPT`, `ADDED` or `REMOVED`."""
    before, now = (_tokens(values, look) for values in (original, sample))
    shown = list(_compared(before, now))
    return [(name_of(number, look), what) for number, what in shown[:most]] + ([("…", KEPT)] if len(shown) > most else [])


def _compared(before: list[int], now: list[int]) -> Iterator[tuple[int, str]]:
    for what, start, stop, first, last in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if what == "equal":
            yield from ((number, KEPT) for number in now[first:last])
        else:
            yield from ((number, REMOVED) for number in before[start:stop])
            yield from ((number, ADDED) for number in now[first:last])


def _tokens(values: np.ndarray, look: Look) -> list[int]:
    return [int(number) for number in values if look.padding is None or number != look.padding]


def name_of(number: int, look: Look) -> str:
    """The word that a number stands for; the number where nobody knows."""
    word = look.words[number] if 0 <= number < len(look.words) else str(number)
    shown = visible(word) or "∅"
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
