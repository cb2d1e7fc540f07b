"""Turn a picture the way it was meant to be seen, by the orientation that its camera noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

# What EXIF's tag 0x0112 asks for; "top left" and so on say where the first stored row and column belong.
_TURNS: Mapping[int, Callable[[np.ndarray], np.ndarray]] = {
    1: lambda pixels: pixels,
    2: lambda pixels: pixels[:, ::-1],
    3: lambda pixels: pixels[::-1, ::-1],
    4: lambda pixels: pixels[::-1],
    5: lambda pixels: pixels.swapaxes(0, 1),
    6: lambda pixels: pixels.swapaxes(0, 1)[:, ::-1],
    7: lambda pixels: pixels.swapaxes(0, 1)[::-1, ::-1],
    8: lambda pixels: pixels.swapaxes(0, 1)[::-1],
}


def upright(pixels: np.ndarray, orientation: int) -> np.ndarray:
    """Undo an EXIF orientation from 1 to 8 on pixels of shape (height, width, channels)."""
    return _TURNS[orientation](pixels)
