"""Bring pixels of any depth to 8 bits, scaled and never clipped."""

from __future__ import annotations

import numpy as np

from specbuild.running.data.files.unreadable import Unreadable


def eight_bits(pixels: np.ndarray) -> np.ndarray:
    """Scale pixels to whole numbers from 0 to 255.

    Args:
        pixels: bool; uint8; uint16 from 0 to 65535; or floats from 0 to 1. Of any shape.

    Returns:
        uint8, of the same shape.

    Raises:
        Unreadable: floats outside 0 to 1, or another type: nobody can know what white is.
    """
    if pixels.dtype == np.uint8:
        return pixels
    if pixels.dtype == np.bool_:
        return pixels.astype(np.uint8) * 255
    if pixels.dtype == np.uint16:
        return ((pixels.astype(np.uint32) + 128) // 257).astype(np.uint8)
    if np.issubdtype(pixels.dtype, np.floating):
        return _from_unit(pixels)
    raise Unreadable(f"holds pixels of type {pixels.dtype}, whose white is not known; save it with 8 or 16 bits")


def _from_unit(pixels: np.ndarray) -> np.ndarray:
    least, greatest = float(pixels.min()), float(pixels.max())
    if not (least >= 0 and greatest <= 1):  # written so that NaN is refused too
        raise Unreadable(
            f"holds floats from {least:g} to {greatest:g}; only 0 to 1 has a known white; scale it, or save it with 8 or 16 bits"
        )
    return np.asarray(np.rint(pixels * 255), np.uint8)
