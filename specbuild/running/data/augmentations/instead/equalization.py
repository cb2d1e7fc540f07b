"""Equalization of every sample by its own histogram: Keras counts the whole batch, so that a picture would depend on its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.draws import Layout


class Equalize:
    """Spread the values of each channel evenly, as a `keras.layers.Equalization` does for one picture."""

    def __init__(self, layer: Any) -> None:
        self.low, self.high = layer.value_range
        self.bins: int = layer.bins

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """It needs none."""
        return ()

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Equalize each picture."""
        bins, channels = self.bins, images.shape[-1]
        unit = (images - self.low) / (self.high - self.low)
        level = ops.cast(ops.clip(unit * (bins - 1), 0, bins - 1), "int32")
        planes = ops.shape(images)[0] * channels
        plane = ops.reshape(ops.arange(planes, dtype="int32"), (-1, 1, 1, channels))
        place = ops.reshape(plane * bins + level, (-1,))
        counts = ops.segment_sum(ops.ones_like(place, dtype="float32"), place, num_segments=planes * bins)
        counts = ops.reshape(counts, (-1, bins))
        table = ops.reshape(self._look_up(counts), (-1,))
        equalized = ops.reshape(ops.take(table, place, axis=0), ops.shape(images)) / 255.0 * (self.high - self.low) + self.low
        one_level = ops.reshape(ops.sum(ops.cast(counts > 0, "int32"), axis=1) <= 1, (-1, 1, 1, channels))
        return ops.where(one_level, images, equalized)

    def _look_up(self, counts: Any) -> Any:
        """What each level becomes, from 0 to 255; counts are of shape (planes, bins)."""
        below = ops.cumsum(counts, axis=1)
        total = below[:, -1:]
        first = ops.min(ops.where(below > 0, below, total), axis=1, keepdims=True)
        return ops.clip(ops.round((below - first) * 255.0 / ops.maximum(total - first, 1.0)), 0.0, 255.0)
