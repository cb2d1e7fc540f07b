"""Bring pixels to the colours that are asked for: grey, red-green-blue, or that with alpha."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from PIL import Image

CHANNELS: Mapping[str, int] = {"grayscale": 1, "rgb": 3, "rgba": 4}


def to_colours(pixels: np.ndarray, mode: str, background: Sequence[int]) -> np.ndarray:
    """Convert decoded pixels to one colour mode.

    Args:
        pixels: uint8 of shape (height, width, channels); 1 channel is grey, 2 grey and alpha, 3 red-green-blue, 4 that with alpha.
        mode: "grayscale", "rgb" or "rgba".
        background: Red, green and blue that show through where the picture is transparent; unused for "rgba", which keeps its alpha.

    Returns:
        uint8 of shape (height, width, 1, 3 or 4).
    """
    if pixels.shape[2] == 2:
        pixels = pixels[..., [0, 0, 0, 1]]
    if pixels.shape[2] == 4 and mode != "rgba":
        pixels = blend(pixels, background)
    return _TO[mode](pixels)


def blend(pixels: np.ndarray, background: Sequence[int]) -> np.ndarray:
    """Lay pixels with alpha, of shape (height, width, 4), on a background; (height, width, 3) come back."""
    colour, alpha = pixels[..., :3].astype(np.uint16), pixels[..., 3:].astype(np.uint16)
    mixed = colour * alpha + np.asarray(background, np.uint16) * (255 - alpha)
    return ((mixed + 127) // 255).astype(np.uint8)


def _to_grey(pixels: np.ndarray) -> np.ndarray:
    if pixels.shape[2] == 1:
        return pixels
    return np.asarray(Image.fromarray(np.ascontiguousarray(pixels)).convert("L"))[..., np.newaxis]


def _to_rgb(pixels: np.ndarray) -> np.ndarray:
    return pixels if pixels.shape[2] == 3 else np.repeat(pixels, 3, axis=2)


def _to_rgba(pixels: np.ndarray) -> np.ndarray:
    if pixels.shape[2] == 4:
        return pixels
    opaque = np.full((*pixels.shape[:2], 1), 255, np.uint8)
    return np.concatenate([_to_rgb(pixels), opaque], axis=2)


_TO: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {"grayscale": _to_grey, "rgb": _to_rgb, "rgba": _to_rgba}
