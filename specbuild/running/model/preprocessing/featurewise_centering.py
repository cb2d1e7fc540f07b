"""Every sample less the mean of the training rows."""

from __future__ import annotations

import keras
import numpy as np

from specbuild.running.model.moments import moments
from specbuild.running.model.part import Fitted, Part, Rows


class FeaturewiseCentering:
    """Subtract the mean of the training rows, one number for each channel.

    What `featurewise_center` was in `ImageDataGenerator`. It is fitted on training rows only, and becomes a `Normalization` layer of Keras.

    Args:
        name: Name of the layer.
    """

    def __init__(self, name: str | None = None) -> None:
        self.name = name

    def fit(self, rows: Rows, shape: tuple[int, ...]) -> Fitted:
        """The mean of each channel."""
        return {"mean": moments(rows, kept=(len(shape),)).mean}

    def parts(self, fitted: Fitted, shape: tuple[int, ...]) -> list[Part]:
        """A layer that subtracts the mean, and divides by 1."""
        mean = np.asarray(fitted["mean"], np.float32)
        return [Part(keras.layers.Normalization(axis=-1, mean=mean.tolist(), variance=np.ones_like(mean).tolist(), name=self.name))]
