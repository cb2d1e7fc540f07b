"""Every sample divided by the standard deviation of the training rows."""

from __future__ import annotations

from typing import Annotated

import keras
import numpy as np
from pydantic import Field

from specbuild.running.model.moments import moments
from specbuild.running.model.part import Fitted, Part, Rows


class FeaturewiseScaling:
    """Divide by the standard deviation of the training rows, one number for each channel.

    What `featurewise_std_normalization` was in `ImageDataGenerator`, usually after `FeaturewiseCentering`. It is fitted on training rows
    only, and becomes a `Normalization` layer of Keras.

    Args:
        epsilon: Added to the standard deviation, so that a channel of one value divides by no zero.
        name: Name of the layer.
    """

    def __init__(self, epsilon: Annotated[float, Field(gt=0)] = 1e-6, name: str | None = None) -> None:
        self.epsilon, self.name = epsilon, name

    def fit(self, rows: Rows, shape: tuple[int, ...]) -> Fitted:
        """The standard deviation of each channel."""
        return {"standard_deviation": np.sqrt(moments(rows, kept=(len(shape),)).variance)}

    def parts(self, fitted: Fitted, shape: tuple[int, ...]) -> list[Part]:
        """A layer that subtracts 0, and divides by the root of a variance."""
        variance = (np.asarray(fitted["standard_deviation"]) + self.epsilon) ** 2
        return [Part(keras.layers.Normalization(axis=-1, mean=[0.0] * len(variance), variance=variance.tolist(), name=self.name))]
