"""A clip, as a strip of frames evenly spaced in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import Look, as_image
from specbuild.showing.tiles.volume import beside

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE, FRAMES = 48, 6


def tile(sample: np.ndarray, look: Look, original: np.ndarray) -> Image:
    """A sample of shape (frames, height, width, channels)."""
    chosen = np.linspace(0, len(sample) - 1, min(FRAMES, len(sample))).round().astype(int)
    bounds = look.bounds(original)
    return beside([as_image(sample[frame], bounds, SIDE) for frame in chosen])
