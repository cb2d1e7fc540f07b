"""MixUp with its partners and weights from the draws table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.draws import Beta, Draw, Layout, Uniform


class MixUp:
    """Lay a second sample of the batch over each one, and mix their targets, as a `keras.layers.MixUp` does."""

    def __init__(self, layer: Any) -> None:
        self.weight = Beta(layer.alpha, layer.alpha)

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A number whose rank in the batch names the partner, and the share of the sample itself."""
        return Draw(Uniform()), Draw(self.weight)

    def mix(self, images: Any, targets: Any, drawn: Sequence[Any]) -> tuple[Any, Any]:
        """Mix samples and targets by the same weights."""
        partner = ops.argsort(drawn[0])
        return blend(images, partner, drawn[1]), blend(targets, partner, drawn[1])


def blend(values: Any, partner: Any, weight: Any) -> Any:
    """`weight` of each row and the rest of its partner's."""
    weight = ops.reshape(weight, (-1, *([1] * (len(values.shape) - 1))))
    return weight * values + (1.0 - weight) * ops.take(values, partner, axis=0)
