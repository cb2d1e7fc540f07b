"""The unit of the targets of a regression: where their middle is and how far they spread, by the training rows."""

from __future__ import annotations

from dataclasses import dataclass

import keras
import numpy as np

LEAST = 1e-6  # a target that never changes is not divided by nothing
NAME = "target_unit"


@dataclass(frozen=True, slots=True)
class Unit:
    """Mean and standard deviation of each target, both of shape (targets,), float32."""

    mean: np.ndarray
    spread: np.ndarray

    @classmethod
    def of(cls, targets: np.ndarray) -> Unit:
        """The unit of the targets of the training rows, of shape (rows, targets)."""
        spread = targets.std(axis=0)
        return cls(targets.mean(axis=0).astype(np.float32), np.where(spread > LEAST, spread, 1.0).astype(np.float32))

    def layer(self) -> keras.layers.Layer:
        """A layer of plain Keras, without weights, that turns scaled numbers into numbers in this unit."""
        variance = np.square(self.spread, dtype=np.float64)
        return keras.layers.Normalization(invert=True, mean=self.mean.tolist(), variance=variance.tolist(), name=NAME)
