"""`Normalization`: mean and variance of the training rows."""

from __future__ import annotations

import keras
import numpy as np

from specbuild.running.model.moments import moments
from specbuild.running.model.part import Fitted, Part, Rows


class Normalization:
    """Fits a `Normalization` layer that was given no mean and variance."""

    def __init__(self, layer: keras.layers.Normalization) -> None:
        self.layer = layer

    def fit(self, rows: Rows, shape: tuple[int, ...]) -> Fitted:
        """Mean and variance for each place along the layer's axes, in the order of those axes in a batch."""
        rank = len(shape) + 1
        found = moments(rows, kept=tuple(sorted(axis % rank for axis in self.layer.axis)))
        return {"mean": found.mean, "variance": found.variance}

    def parts(self, fitted: Fitted, shape: tuple[int, ...]) -> list[Part]:
        """The layer with mean, variance and a count, which only `adapt` reads."""
        mean, variance = (np.asarray(fitted[name], np.float32) for name in ("mean", "variance"))
        return [Part(self.layer, (mean, variance, np.asarray(0, np.int32)))]
