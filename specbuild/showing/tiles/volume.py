"""A volume, as its three middle slices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import PAPER, Look, as_image

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 72


def tile(sample: np.ndarray, look: Look, original: np.ndarray) -> Image:
    """A sample of shape (depth, height, width, channels): cut across each axis in the middle."""
    depth, height, width = (size // 2 for size in sample.shape[:3])
    bounds = look.bounds(original)
    return beside([as_image(part, bounds, SIDE) for part in (sample[depth], sample[:, height], sample[:, :, width])])


def beside(images: list[Image], gap: int = 2) -> Image:
    """Pictures side by side."""
    from PIL import Image

    sheet = Image.new("RGB", (sum(one.width + gap for one in images) - gap, max(one.height for one in images)), PAPER)
    at = 0
    for one in images:
        sheet.paste(one, (at, 0))
        at += one.width + gap
    return sheet
