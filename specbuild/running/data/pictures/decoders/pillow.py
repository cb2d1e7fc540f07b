"""Pillow reads and resizes: every form of picture that specbuild takes, and smoothing before it shrinks."""

from __future__ import annotations

import numpy as np
from PIL import Image

from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.pictures.depth import eight_bits

RESAMPLING = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "area": Image.Resampling.BOX,
    "lanczos": Image.Resampling.LANCZOS,
}
_TO_RGB = {"CMYK", "YCbCr", "HSV", "RGBX", "LAB"}


def read(data: bytes, opened: Image.Image) -> np.ndarray:
    """Decode a picture.

    Args:
        data: The content of the file.
        opened: The same, its head read by Pillow.

    Returns:
        uint8 of shape (height, width, 1 to 4): grey, grey and alpha, red-green-blue, or that with alpha.

    Raises:
        Unreadable: its numbers have no known white.
    """
    pixels = eight_bits(_numbers(opened))
    return pixels if pixels.ndim == 3 else pixels[..., np.newaxis]


def resize(pixels: np.ndarray, size: tuple[int, int], interpolation: str) -> np.ndarray:
    """Resize uint8 pixels of shape (height, width, 1, 3 or 4); alpha weighs the colours, so that hidden ones do not bleed."""
    picture = Image.fromarray(pixels[..., 0] if pixels.shape[2] == 1 else pixels)
    return np.asarray(picture.resize((size[1], size[0]), RESAMPLING[interpolation]))


def _numbers(opened: Image.Image) -> np.ndarray:
    opened.load()
    if opened.mode.startswith("I"):
        return _whole_numbers(opened)
    if opened.has_transparency_data:
        return np.asarray(opened.convert("LA" if opened.mode in ("L", "LA", "La") else "RGBA"))
    if opened.mode == "P":
        return np.asarray(opened.convert("RGB"))
    if opened.mode in _TO_RGB:
        return np.asarray(_rgb(opened))
    return np.asarray(opened)


def _rgb(opened: Image.Image) -> Image.Image:
    if opened.mode != "LAB":
        return opened.convert("RGB")
    from PIL import ImageCms

    profiles = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(opened, *profiles, outputMode="RGB")
    assert converted is not None  # None comes back only for a change in place
    return converted


def _whole_numbers(opened: Image.Image) -> np.ndarray:
    if "transparency" in opened.info:
        raise Unreadable("has 16 bits and one transparent value; save it with an alpha channel, or with 8 bits")
    if opened.mode.startswith("I;16") or opened.format == "PPM":  # Pillow brings PPM of more than 8 bits to 0 to 65535
        return np.asarray(opened).astype(np.uint16)
    return np.asarray(opened)
