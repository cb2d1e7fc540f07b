"""Windows over one long series: what is known, and what is to be predicted from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of a series; nothing is copied until they are read.

    Attributes:
        steps: All steps of the inputs, float32 of shape (steps, channels).
        first: The first step of each window, of shape (windows,).
        history: Steps of a window that are known.
    """

    steps: np.ndarray
    first: np.ndarray
    history: int

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """The known steps of some windows, of shape (rows, history, channels)."""
        return self.steps[self.first[rows, np.newaxis] + np.arange(self.history)]


def starts(steps: int, history: int, horizon: int, stride: int) -> np.ndarray:
    """The first step of each window that fits into a series; the last windows ends with it."""
    fitting = steps - history - horizon
    return np.arange(fitting % stride, fitting + 1, stride) if fitting >= 0 else np.empty(0, np.int64)


def unbroken(first: np.ndarray, length: int, breaks: np.ndarray) -> np.ndarray:
    """Whether each window holds no break.

    Args:
        first: First steps of the windows.
        length: Steps of a window.
        breaks: True for each step between which and the one before there is a break, of shape (steps,).
    """
    before = np.concatenate([[0], np.cumsum(breaks)])
    return np.asarray(before[first + length] - before[first + 1] == 0)


def gaps(times: np.ndarray) -> np.ndarray:
    """Where the time to the step before is more than half as long again as usual; of the shape of `times`."""
    if len(times) < 3:
        return np.zeros(len(times), bool)
    between = np.diff(times)
    return np.concatenate([[False], between > 1.5 * np.median(between)])


def names_of(targets: Sequence[str], horizon: int) -> tuple[str, ...]:
    """What each predicted number is called: `sunspots`, or `sunspots in 2 steps`."""
    if horizon == 1:
        return tuple(targets)
    return tuple(f"{name} in {ahead} step{'' if ahead == 1 else 's'}" for ahead in range(1, horizon + 1) for name in targets)
