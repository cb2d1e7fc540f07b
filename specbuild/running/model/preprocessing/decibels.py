"""Power as decibels, with a floor: what ears and networks hear."""

from __future__ import annotations

import math
from typing import Annotated, Any

import keras
from pydantic import Field


@keras.saving.register_keras_serializable("specbuild")
class Decibels(keras.layers.Layer):  # type: ignore[misc]  # keras is untyped
    """Turn the powers of a spectrogram into decibels; what is far below the loudest of the same sample becomes one floor.

    For `MelSpectrogram` with `power_to_db = false`, and for `STFTSpectrogram` with `mode = "psd"`. What Keras's own `power_to_db` does
    depends on the loudest sound of the whole batch, so that a prediction changes with its neighbours; here each sample is its own measure.
    Silence becomes the floor everywhere. Keras has no layer for it, so the saved model needs specbuild to load.

    Args:
        least: The power that counts as silence, so that no logarithm of 0 is taken.
        range: Decibels below the loudest value of a sample where its floor lies; "none" for no floor but that of `least`.
        scale: Decibels that become 1: the result is divided by it. 1 leaves decibels; 20 gives numbers of about 1.
    """

    def __init__(
        self,
        least: Annotated[float, Field(gt=0)] = 1e-10,
        range: Annotated[float, Field(gt=0)] | None = 80.0,
        scale: Annotated[float, Field(gt=0)] = 1.0,
        **base: Any,
    ) -> None:
        super().__init__(**base)
        self.least, self.range, self.scale = least, range, scale

    def call(self, inputs: Any) -> Any:
        """10 times the decimal logarithm, and the floor of each sample."""
        power = keras.ops.maximum(keras.ops.cast(inputs, self.compute_dtype), self.least)
        levels = keras.ops.log(power) * (10 / math.log(10))
        if self.range is not None:
            loudest = keras.ops.max(levels, axis=tuple(range(1, len(inputs.shape))), keepdims=True)
            levels = keras.ops.maximum(levels, loudest - self.range)
        return levels / self.scale

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """The shape stays."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """What Keras saves of the layer."""
        return {**super().get_config(), "least": self.least, "range": self.range, "scale": self.scale}
