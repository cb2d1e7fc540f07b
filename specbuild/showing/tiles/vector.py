"""A row of a table, as bars: what there was before in grey, what there is now in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import GRID, INK, PAPER, SECOND, Look

if TYPE_CHECKING:
    from PIL.Image import Image

HEIGHT, MOST = 72, 40


def tile(sample: np.ndarray, look: Look, original: np.ndarray) -> Image:
    """A sample of shape (columns,); columns of unlike sizes are each drawn as far as they changed."""
    from PIL import Image, ImageDraw

    before, now = original.astype("float64")[:MOST], sample.astype("float64")[:MOST]
    width = max(4, min(12, 200 // max(1, len(now))))
    sheet = Image.new("RGB", (width * len(now) + 1, HEIGHT), PAPER)
    draw = ImageDraw.Draw(sheet)
    size = np.maximum(np.maximum(np.abs(before), np.abs(now)), 1e-9)
    for place, (old, new) in enumerate(zip(before / size, now / size, strict=True)):
        left = place * width
        for value, colour, inset in ((old, GRID, 0), (new, INK if abs(new - old) < 1e-6 else SECOND, width // 4)):
            top, bottom = sorted((HEIGHT / 2, HEIGHT / 2 * (1 - 0.95 * value)))
            draw.rectangle((left + inset, top, left + width - 2 - inset, bottom), fill=colour)
    return sheet
