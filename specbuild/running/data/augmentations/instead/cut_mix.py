"""CutMix with a distribution of its own for every sample: Keras draws its parameter once for the whole batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.instead.mix_up import blend
from specbuild.running.data.augmentations.steps.length import as_steps, lengths, real
from specbuild.running.data.draws import Draw, Layout, SymmetricBeta, Uniform
from specbuild.running.data.pipeline.facts import Facts

# The axes of a batch along which the pasted part ends: a rectangle, a box, the same rectangle of every frame, a stretch of time.
AXES: Mapping[str, tuple[int, ...]] = {
    "picture": (1, 2), "volume": (1, 2, 3), "clip": (2, 3), "series": (1,), "audio": (1,), "text": (1,),
}  # fmt: skip


class CutMix:
    """Paste a part of a second sample into each one, and mix their targets by its size, as a `keras.layers.CutMix` does.

    The part is a rectangle of a picture and of every frame of a clip, a box of a volume, a stretch of a series, of audio and of a text. It
    lies within what both samples have before their padding.
    """

    def __init__(self, layer: Any, facts: Facts) -> None:
        self.weight = SymmetricBeta(*layer.factor)
        self.axes, self.padding, self.padded_first = AXES[facts.kind], facts.padding, facts.padded_first

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A number whose rank in the batch names the partner; alpha and the share that stays; where the part lies along each axis."""
        return Draw(Uniform()), Draw(self.weight, (2,)), Draw(Uniform(), (len(self.axes),))

    def mix(self, images: Any, targets: Any, drawn: Sequence[Any]) -> tuple[Any, Any]:
        """Paste the parts, and mix the targets by the share of pixels or steps that stay."""
        if not self.padded_first:
            return self._mix(images, targets, drawn)
        mixed, shares = self._mix(ops.flip(images, axis=1), targets, drawn)
        return ops.flip(mixed, axis=1), shares

    def _mix(self, images: Any, targets: Any, drawn: Sequence[Any]) -> tuple[Any, Any]:
        rank, weight, place = drawn
        partner = ops.argsort(rank)
        side = (1.0 - weight[:, 1]) ** (1.0 / len(self.axes))
        length = None if self.padding is None else lengths(as_steps(images), self.padding)
        pasted = self._pasted(images.shape, side, place, length, partner)
        mixed = ops.where(pasted, ops.take(images, partner, axis=0), images)
        return mixed, blend(targets, partner, 1.0 - _share(pasted, length))

    def _pasted(self, shape: tuple[int, ...], side: Any, place: Any, length: Any, partner: Any) -> Any:
        """Whether each pixel or step comes from the partner, made to broadcast over the samples."""
        found = None
        for number, axis in enumerate(reversed(self.axes)):
            within = _within(place[:, number], side, shape[axis], _common(length, partner))
            spread = ops.reshape(within, (-1, *(shape[axis] if other == axis else 1 for other in range(1, len(shape)))))
            found = spread if found is None else ops.logical_and(found, spread)
        return found


def _common(length: Any, partner: Any) -> Any:
    """Steps that each sample and its partner both have; None where nothing is padded."""
    return None if length is None else ops.minimum(length, ops.take(length, partner, axis=0))


def _share(pasted: Any, length: Any) -> Any:
    """The share of whole pixels, not the area of the rectangle: the target says what is in the picture."""
    if length is None:
        return ops.mean(ops.cast(pasted, "float32"), axis=tuple(range(1, len(pasted.shape))))
    steps = ops.reshape(pasted, (-1, pasted.shape[1], 1))
    told = ops.logical_and(steps, real(length, pasted.shape[1]))
    return ops.sum(ops.cast(told, "float32"), axis=(1, 2)) / ops.maximum(length, 1.0)


def _within(place: Any, side: Any, size: int, length: Any) -> Any:
    """Whether each of `size` pixels lies in an interval of `side` times the length, of shape (batch, size)."""
    whole = float(size) if length is None else length
    wide = side * whole
    start = place * (whole - wide)
    pixels = ops.arange(size, dtype="float32")[None, :]
    return (pixels >= start[:, None]) & (pixels < (start + wide)[:, None])
