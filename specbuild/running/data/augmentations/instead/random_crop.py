"""RandomCrop with a place of its own for every sample: Keras draws one for the whole batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.draws import Draw, Integer, Layout


class Crop:
    """Cut pictures to the size of a `keras.layers.RandomCrop`."""

    def __init__(self, layer: Any) -> None:
        self.layer = layer
        self.size: tuple[int, int] = (layer.height, layer.width)

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The row and the column of the upper left corner; none where Keras takes the middle."""
        room = [there - wanted for there, wanted in zip(shape, self.size, strict=False)]
        return tuple(Draw(Integer(0, left + 1)) for left in room) if min(room) > 0 else ()

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Cut each picture at its place."""
        if not drawn:
            return self.layer.call(images, training=True)
        for axis, (first, size) in enumerate(zip(drawn, self.size, strict=True), start=1):
            wanted = ops.cast(first, "int32")[:, None] + ops.arange(size, dtype="int32")[None, :]
            wanted = wanted[:, :, None, None] if axis == 1 else wanted[:, None, :, None]
            images = ops.take_along_axis(images, wanted, axis=axis)
        return images
