"""The least value of each window, along 2 axes."""

from __future__ import annotations

from typing import Annotated, Literal

import keras
from pydantic import Field

Positive = Annotated[int, Field(ge=1)]


class MinPooling2D:
    """Take the least value of each window, channel by channel: the counterpart of `MaxPooling2D`.

    It stands for three layers of Keras, which give exactly the least value: `Rescaling(-1)`, `MaxPooling2D`, `Rescaling(-1)`.
    A sample has the shape `(height, width, channels)`.

    Args:
        pool_size: Side of the window: a whole number, or one for each of height and width.
        strides: How far the window moves: a whole number, or one for each of height and width; left out, it moves by its own size.
        padding: `"valid"` leaves out windows that reach over the border; `"same"` keeps them, and values beyond the border never count.
        name: Name of the pooling layer.
    """

    def __init__(
        self,
        pool_size: Positive | tuple[Positive, Positive] = 2,
        strides: Positive | tuple[Positive, Positive] | None = None,
        padding: Literal["valid", "same"] = "valid",
        name: str | None = None,
    ) -> None:
        self.pool_size, self.strides, self.padding, self.name = pool_size, strides, padding, name

    def expand(self) -> list[keras.layers.Layer]:
        """The layers of Keras: the least value is the greatest of the negated values, negated."""
        pooling = keras.layers.MaxPooling2D(self.pool_size, self.strides, self.padding, name=self.name)
        return [keras.layers.Rescaling(-1), pooling, keras.layers.Rescaling(-1)]
