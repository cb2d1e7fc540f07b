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


KINDS: Mapping[str, Callable[[], Kind]] = {
    "volume": lambda: _pictures("volume", (6, 10, 12, 3), (1, 2, 2, 0.3)),
    "clip": lambda: _pictures("clip", (5, 10, 12, 3), (1, 2, 2, 0.3)),
}
