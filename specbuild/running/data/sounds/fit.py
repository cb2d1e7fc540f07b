"""Bring a sound to one length: what is cut from longer ones, and where silence is added to shorter ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

CROPS: Mapping[str, Callable[[int], int]] = {"start": lambda over: 0, "middle": lambda over: over // 2, "end": lambda over: over}
PADS: Mapping[str, Callable[[int], int]] = {"end": lambda short: 0, "both": lambda short: short // 2, "start": lambda short: short}


def first_frame(total: int, wanted: int, crop: str) -> int:
    """Where the part begins that is kept of a sound of `total` frames."""
    return CROPS[crop](max(0, total - wanted))


def padded(sound: np.ndarray, length: int, pad: str) -> np.ndarray:
    """Add silence to a sound of shape (frames, channels), or cut what is over at its end; (length, channels) come back."""
    found = np.zeros((length, sound.shape[1]), np.float32)
    kept = sound[:length]
    before = PADS[pad](length - len(kept))
    found[before : before + len(kept)] = kept
    return found
