"""A text, as its words: those that are not what they were stand on colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import MUTED, PAPER, Look
from specbuild.showing.words import visible

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, LINE, MOST = 300, 15, 28  # pixels, pixels, words
CHANGED = (255, 224, 178)


def tile(sample: np.ndarray, look: Look, original: np.ndarray) -> Image:
    """A sample of shape (tokens,), of numbers that stand for words."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(11)
    placed: list[tuple[int, int, str, bool]] = []
    x = line = 0
    for word, changed in _words(sample, look, original):
        width = int(font.getlength(word)) + 5
        if x and x + width > WIDTH:
            x, line = 0, line + 1
        placed.append((x, line, word, changed))
        x += width
    sheet = Image.new("RGB", (WIDTH, (line + 1) * LINE + 4), PAPER)
    draw = ImageDraw.Draw(sheet)
    for left, row, word, changed in placed:
        if changed:
            draw.rectangle((left, row * LINE + 1, left + int(font.getlength(word)) + 2, row * LINE + LINE), fill=CHANGED)
        draw.text((left + 1, row * LINE + 2), word, fill=MUTED if not changed else (31, 36, 48), font=font)
    return sheet


def _words(sample: np.ndarray, look: Look, original: np.ndarray) -> list[tuple[str, bool]]:
    numbers = [int(number) for number in sample]
    last = max((place + 1 for place, number in enumerate(numbers) if number != look.padding), default=0)
    shown = [(_word(number, look), number != int(before)) for number, before in zip(numbers[:last], original, strict=False)]
    return shown[:MOST] + ([("…", False)] if last > MOST else [])


def _word(number: int, look: Look) -> str:
    word = look.words[number] if 0 <= number < len(look.words) else str(number)
    return visible(word) or "∅"
