"""A picture, as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import Look, as_image

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 96


def tile(sample: np.ndarray, look: Look, original: np.ndarray) -> Image:
    """A sample of shape (height, width, channels)."""
    return as_image(sample, look.bounds(original), SIDE)
