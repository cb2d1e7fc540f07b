"""Bring pictures of any size to one size: stretched, cropped, or padded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Resize = Callable[[np.ndarray, tuple[int, int], str], np.ndarray]


@dataclass(frozen=True, slots=True)
class Fit:
    """A size and the way to reach it.

    Attributes:
        size: Height and width of the result.
        policy: "stretch" changes the proportions; "crop" keeps them and cuts the middle out; "pad" keeps them and fills up.
        interpolation: "nearest", "bilinear", "bicubic", "area" or "lanczos".
        background: Red, green and blue of what "pad" adds; fully transparent in pictures with alpha.
        resize: The resizing of one decoder.
    """

    size: tuple[int, int]
    policy: str
    interpolation: str
    background: Sequence[int]
    resize: Resize

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        """Bring uint8 pixels of shape (height, width, channels) to the size."""
        if pixels.shape[:2] == self.size:
            return pixels
        return _POLICIES[self.policy](self, pixels)

    def to(self, pixels: np.ndarray, size: tuple[int, int]) -> np.ndarray:
        """Resize to a size; the channel axis stays, also where there is one channel."""
        if pixels.shape[:2] == size:
            return pixels
        return self.resize(np.ascontiguousarray(pixels), size, self.interpolation).reshape(*size, pixels.shape[2])


def _stretch(fit: Fit, pixels: np.ndarray) -> np.ndarray:
    return fit.to(pixels, fit.size)


def _crop(fit: Fit, pixels: np.ndarray) -> np.ndarray:
    (height, width), (wanted_height, wanted_width) = pixels.shape[:2], fit.size
    scale = min(height / wanted_height, width / wanted_width)
    kept = _at_least_one(wanted_height * scale, height), _at_least_one(wanted_width * scale, width)
    top, left = (height - kept[0]) // 2, (width - kept[1]) // 2
    return fit.to(pixels[top : top + kept[0], left : left + kept[1]], fit.size)


def _pad(fit: Fit, pixels: np.ndarray) -> np.ndarray:
    (height, width), (wanted_height, wanted_width) = pixels.shape[:2], fit.size
    scale = min(wanted_height / height, wanted_width / width)
    inner = _at_least_one(height * scale, wanted_height), _at_least_one(width * scale, wanted_width)
    top, left = (wanted_height - inner[0]) // 2, (wanted_width - inner[1]) // 2
    result = np.empty((*fit.size, pixels.shape[2]), np.uint8)
    result[:] = _filling(fit.background, pixels.shape[2])
    result[top : top + inner[0], left : left + inner[1]] = fit.to(pixels, inner)
    return result


def _at_least_one(length: float, most: int) -> int:
    return min(max(1, round(length)), most)


def _filling(background: Sequence[int], channels: int) -> list[int]:
    red, green, blue = background
    grey = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16  # as Pillow weighs them (ITU-R 601)
    return {1: [grey], 3: [red, green, blue], 4: [red, green, blue, 0]}[channels]


_POLICIES: Mapping[str, Callable[[Fit, np.ndarray], np.ndarray]] = {"stretch": _stretch, "crop": _crop, "pad": _pad}
