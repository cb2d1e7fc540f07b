"""The curves that a verdict is made from, and how much chance moves them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class Curves:
    """What a verdict is made from.

    Attributes:
        train: Training loss of each epoch, shape (epochs,).
        validation: Validation loss of each epoch, of the same shape; empty where there is none.
        validation_rows: How many rows it was measured on, where that is known.
        trivial: The training loss of the trivial predictor, where that is known.
        harder: Whether training rows are harder than validation rows on purpose (Dropout, augmentation ...).
        kept: The epoch whose weights the model has, counted from 1; None for the last.
        tried: Which of `CURES` the spec has already.
    """

    train: np.ndarray
    validation: np.ndarray = field(default_factory=lambda: np.empty(0))
    validation_rows: int | None = None
    trivial: float | None = None
    harder: bool = False
    kept: int | None = None
    tried: Collection[str] = ()

    @property
    def reference(self) -> float:
        """The loss of somebody who knows nothing: of the trivial predictor, or of the network when it began."""
        began = self.validation[0] if len(self.validation) else self.train[0]
        return abs(float(began if self.trivial is None else self.trivial))

    @property
    def epochs(self) -> int:
        """How many epochs were trained."""
        return len(self.train)

    @property
    def end(self) -> int:
        """Where in the curves the model stands that was kept, counted from 0."""
        return self.epochs - 1 if self.kept is None else min(self.kept, self.epochs) - 1

    @property
    def watched(self) -> np.ndarray:
        """The loss that tells how good the model is: of validation, or of training where there is no other."""
        return self.validation if len(self.validation) else self.train


def noise(losses: np.ndarray) -> float:
    """How much chance moves a curve from epoch to epoch: a robust standard deviation about the line between its neighbours."""
    if len(losses) < 5:
        return 0.0
    bend = losses[1:-1] - (losses[:-2] + losses[2:]) / 2
    return float(1.4826 * np.median(np.abs(bend - np.median(bend))) / np.sqrt(1.5))


def jitter(losses: np.ndarray) -> float:
    """How much chance moves the second half of a curve from epoch to epoch: a standard deviation that neither slope nor bend adds to."""
    late = losses[-max(6, len(losses) // 2) :]
    if len(late) < 6:
        return 0.0
    return float(np.sqrt(np.mean(np.square(np.diff(late, 3))) / 20))


def creeps(losses: np.ndarray) -> bool:
    """Whether a loss falls in a straight line without getting anywhere: what a settled loss that is noisy or bends does not."""
    if len(losses) < 5 or losses[0] - losses[-1] > 0.03 * abs(losses[0]) or losses[0] <= losses[-1]:
        return False
    line = np.corrcoef(np.arange(len(losses)), losses)[0, 1]
    return bool(line < -0.98)
