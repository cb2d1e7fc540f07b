"""Every sample divided by its own standard deviation."""

from __future__ import annotations

from typing import Annotated, Any

import keras
from pydantic import Field


@keras.saving.register_keras_serializable("specbuild")
class SamplewiseScaling(keras.layers.Layer):  # type: ignore[misc]  # keras is untyped
    """Divide every sample by the standard deviation of all its values, so that pale and stark pictures become alike.

    What `samplewise_std_normalization` was in `ImageDataGenerator`, usually after `SamplewiseCentering`. Keras has no layer for it, so
    the saved model needs specbuild to load.

    Args:
        epsilon: Added to the standard deviation, so that a sample of one value divides by no zero.
    """

    def __init__(self, epsilon: Annotated[float, Field(gt=0)] = 1e-6, **base: Any) -> None:
        super().__init__(**base)
        self.epsilon = epsilon

    def call(self, inputs: Any) -> Any:
        """Divide by the standard deviation over all axes but the batch."""
        values = keras.ops.cast(inputs, self.compute_dtype)
        deviation = keras.ops.std(values, axis=tuple(range(1, len(inputs.shape))), keepdims=True)
        return values / (deviation + self.epsilon)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """The shape stays."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """What Keras saves of the layer."""
        return {**super().get_config(), "epsilon": self.epsilon}
