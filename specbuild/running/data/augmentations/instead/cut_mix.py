"""CutMix with a distribution of its own for every sample: Keras draws its parameter once for the whole batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.instead.mix_up import blend
from specbuild.running.data.draws import Draw, Layout, SymmetricBeta, Uniform


class CutMix:
    """Paste a rectangle of a second sample into each one, and mix their targets by its area, as a `keras.layers.CutMix` does."""

    def __init__(self, layer: Any) -> None:
        self.weight = SymmetricBeta(*layer.factor)

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A number whose rank in the batch names the partner; alpha and the share that stays; where the rectangle lies, across and down."""
        return Draw(Uniform()), Draw(self.weight, (2,)), Draw(Uniform(), (2,))

    def mix(self, images: Any, targets: Any, drawn: Sequence[Any]) -> tuple[Any, Any]:
        """Paste the rectangles, and mix the targets by the share of pixels that stay."""
        rank, weight, place = drawn
        partner = ops.argsort(rank)
        side = ops.sqrt(1.0 - weight[:, 1])
        height, width = images.shape[1:3]
        across = _within(place[:, 0], side, width)[:, None, :, None]
        down = _within(place[:, 1], side, height)[:, :, None, None]
        pasted = down & across
        mixed = ops.where(pasted, ops.take(images, partner, axis=0), images)
        # The share of whole pixels, not the area of the rectangle: the target says what is in the picture.
        stays = 1.0 - ops.mean(ops.cast(pasted, "float32"), axis=(1, 2, 3))
        return mixed, blend(targets, partner, stays)


def _within(place: Any, side: Any, size: int) -> Any:
    """Whether each of `size` pixels lies in an interval of `side` times the size, of shape (batch, size)."""
    length = side * size
    start = place * (size - length)
    pixels = ops.arange(size, dtype="float32")[None, :]
    return (pixels >= start[:, None]) & (pixels < (start + length)[:, None])
