"""A row of a table, as bars: what there was before in grey, what there is now in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import GRID, INK, PAPER, SECOND, Look

if TYPE_CHECKING:
    from PIL.Image import Image

HEIGHT, MOST = 72, 40
FAR = 2.5  # standard deviations at the edge


def tile(sample: np.ndarray, look: Look, original: np.ndarray) -> Image:
    """A sample of shape (columns,): how far each number is above or below the mean of its column, or 0 where no means are known."""
    from PIL import Image, ImageDraw

    before, now = (np.nan_to_num(row.astype("float64")[:MOST]) for row in (original, sample))
    width = max(4, min(12, 200 // max(1, len(now))))
    sheet = Image.new("RGB", (width * len(now) + 1, HEIGHT), PAPER)
    draw = ImageDraw.Draw(sheet)
    center, size = _measures(before, now, look)
    shares = (np.clip((row - center) / size, -1, 1) for row in (before, now))
    for place, (old, new) in enumerate(zip(*shares, strict=True)):
        left = place * width
        for value, colour, inset in ((old, GRID, 0), (new, INK if abs(new - old) < 1e-6 else SECOND, width // 4)):
            top, bottom = sorted((HEIGHT / 2, HEIGHT / 2 * (1 - 0.95 * value)))
            draw.rectangle((left + inset, top, left + width - 2 - inset, bottom), fill=colour)
    return sheet


def _measures(before: np.ndarray, now: np.ndarray, look: Look) -> tuple[np.ndarray, np.ndarray]:
    """What stands in the middle of each column, and how far the edge is from it: without means, as far as the numbers went."""
    if look.spread:
        return np.asarray(look.center)[:MOST], np.maximum(FAR * np.asarray(look.spread)[:MOST], 1e-9)
    return np.zeros(len(now)), np.maximum(np.maximum(np.abs(before), np.abs(now)), 1e-9)
