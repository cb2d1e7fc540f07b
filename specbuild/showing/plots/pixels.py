"""Pictures as bytes, as Matplotlib draws them."""

from __future__ import annotations

import numpy as np


def as_bytes(pictures: np.ndarray, value_range: tuple[float, float] | None) -> np.ndarray:
    """The pictures as bytes from 0 to 255, shape (pictures, height, width) or (pictures, height, width, 3 or 4)."""
    values = pictures.astype(np.float64)
    finite = values[np.isfinite(values)]
    low, high = value_range or ((float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0))
    scaled = np.nan_to_num(np.clip((values - low) / ((high - low) or 1) * 255, 0, 255)).round().astype(np.uint8)
    channels = scaled.shape[-1]
    if channels in (3, 4):
        return scaled
    return scaled[..., 0] if channels == 1 else scaled.mean(axis=-1).round().astype(np.uint8)
