"""Every sample less its own mean."""

from __future__ import annotations

from typing import Any

import keras


@keras.saving.register_keras_serializable("specbuild")
class SamplewiseCentering(keras.layers.Layer):  # type: ignore[misc]  # keras is untyped
    """Subtract from every sample the mean of all its values, so that dark and bright pictures become alike.

    What `samplewise_center` was in `ImageDataGenerator`. Keras has no layer for it, so the saved model needs specbuild to load.
    """

    def __init__(self, **base: Any) -> None:
        super().__init__(**base)

    def call(self, inputs: Any) -> Any:
        """Subtract the mean over all axes but the batch."""
        values = keras.ops.cast(inputs, self.compute_dtype)
        return values - keras.ops.mean(values, axis=tuple(range(1, len(inputs.shape))), keepdims=True)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """The shape stays."""
        return input_shape
