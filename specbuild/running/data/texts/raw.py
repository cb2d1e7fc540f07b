"""Samples that are texts still: arrays of Python strings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

TEXT = np.dtype(object)
Take = Callable[[np.ndarray], Sequence[str]]  # the texts with the given numbers


def raw(take: Take) -> Callable[[np.ndarray], np.ndarray]:
    """What reads texts as an array of shape (rows,)."""

    def read(wanted: np.ndarray) -> np.ndarray:
        found = np.empty(len(wanted), TEXT)
        found[:] = take(wanted)
        return found

    return read
