"""RandomCrop with a place of its own for every sample (Keras draws one for the whole batch), brought to where `CenterCrop` cuts it out.

Training and evaluation samples keep one size that way, so that one network takes both: its first layer, a `CenterCrop` of the same size,
cuts the random window out of training samples, and the middle out of all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from keras import ops

from specbuild.running.data.draws import Draw, Integer, Layout


class Crop:
    """Move the window of a `keras.layers.RandomCrop` to the middle, and make what lies around it 0."""

    def __init__(self, layer: Any) -> None:
        self.layer = layer
        self.size: tuple[int, int] = (layer.height, layer.width)

    def fits(self, shape: tuple[int, ...]) -> bool:
        """Whether pictures of shape (height, width, channels) have room for the window; Keras enlarges those that have not."""
        return all(there >= wanted for there, wanted in zip(shape, self.size, strict=False))

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The row and the column of the upper left corner; none where Keras enlarges, or the window is the whole picture."""
        room = [there - wanted for there, wanted in zip(shape, self.size, strict=False)]
        return tuple(Draw(Integer(0, left + 1)) for left in room) if self.fits(shape) and max(room) > 0 else ()

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Move the window of each picture to the middle."""
        if not drawn:
            return self.layer.call(images, training=True)
        for axis, (first, size) in enumerate(zip(drawn, self.size, strict=True), start=1):
            across = [1, -1, 1, 1] if axis == 1 else [1, 1, -1, 1]
            place = np.arange(images.shape[axis]) - (images.shape[axis] - size) // 2  # within the window; as `CenterCrop` cuts
            wanted = ops.cast(first, "int32")[:, None] + ops.convert_to_tensor(np.clip(place, 0, size - 1).astype("int32"))[None, :]
            images = ops.take_along_axis(images, wanted[:, :, None, None] if axis == 1 else wanted[:, None, :, None], axis=axis)
            images = ops.where(ops.convert_to_tensor(((place >= 0) & (place < size)).reshape(across)), images, 0.0)
        return images
