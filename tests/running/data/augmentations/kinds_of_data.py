"""Small samples of every kind of data but pictures, eight of each, with what augmentation has to know of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.ndimage import gaussian_filter


@dataclass(frozen=True)
class Kind:
    """Eight samples of a kind, and the facts beside their shape."""

    samples: np.ndarray
    facts: Mapping[str, Any]

    @property
    def shape(self) -> tuple[int, ...]:
        return self.samples.shape[1:]


def _smooth(shape: tuple[int, ...], sigma: tuple[float, ...]) -> np.ndarray:
    """Smooth noise from 0 to 1."""
    noise = gaussian_filter(np.random.default_rng(0).normal(size=(8, *shape)), (0, *sigma))
    axes = tuple(range(1, noise.ndim))
    low, high = noise.min(axis=axes, keepdims=True), noise.max(axis=axes, keepdims=True)
    return (noise - low) / (high - low)


def _pictures(kind: str, shape: tuple[int, ...], sigma: tuple[float, ...]) -> Kind:
    return Kind(np.rint(_smooth(shape, sigma) * 255).astype("uint8"), {"kind": kind, "value_range": (0.0, 255.0)})


def _series() -> Kind:
    """Series of two channels, the later ones shorter, padded by -9."""
    samples = (_smooth((24, 2), (1.5, 0)) * 4 - 1).astype("float32")
    for number in range(8):
        samples[number, 24 - 2 * number :] = -9.0
    return Kind(samples, {"kind": "series", "value_range": None, "padding": -9.0})


def _audio() -> Kind:
    """Two stereo tones each that fade in and out."""
    time = np.arange(900) / 900
    pitch = np.random.default_rng(1).uniform(20, 120, (8, 1, 2))
    tones = np.sin(2 * np.pi * pitch * time[:, None]) * np.sin(np.pi * time)[:, None] * 0.6
    return Kind(tones.astype("float32"), {"kind": "audio", "value_range": (-1.0, 1.0)})


def _texts() -> Kind:
    """Texts of 14 tokens and fewer, from a vocabulary of 30."""
    samples = np.random.default_rng(2).integers(2, 30, (8, 14)).astype("int32")
    for number in range(8):
        samples[number, 14 - number :] = 0
    return Kind(samples, {"kind": "text", "value_range": (0.0, 29.0), "padding": 0.0, "vocabulary": 30, "tokens": "characters"})


def _vectors() -> Kind:
    """Rows of three numbers and a category of three."""
    rng = np.random.default_rng(3)
    numbers = rng.normal([5.0, -2.0, 100.0], [1.0, 0.5, 20.0], (8, 3))
    samples = np.hstack([numbers, np.eye(3)[rng.integers(0, 3, 8)]]).astype("float32")
    center, spread = tuple(samples.mean(axis=0).tolist()), tuple(samples.std(axis=0).tolist())
    told = {"numeric": (0, 1, 2), "widths": (1, 1, 1, 3), "center": center, "spread": spread}
    return Kind(samples, {"kind": "vector", "value_range": None, **told})


KINDS: Mapping[str, Callable[[], Kind]] = {
    "volume": lambda: _pictures("volume", (6, 10, 12, 3), (1, 2, 2, 0.3)),
    "clip": lambda: _pictures("clip", (5, 10, 12, 3), (1, 2, 2, 0.3)),
    "series": _series,
    "audio": _audio,
    "text": _texts,
    "vector": _vectors,
}
