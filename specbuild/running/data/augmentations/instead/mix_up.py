"""MixUp with its partners and weights from the draws table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.steps.length import as_steps, lengths, real
from specbuild.running.data.draws import Beta, Draw, Layout, Uniform
from specbuild.running.data.pipeline.facts import Facts


class MixUp:
    """Lay a second sample of the batch over each one, and mix their targets, as a `keras.layers.MixUp` does.

    Where samples are padded, a sample keeps its own length, and stays as it is where its partner has ended; its target is mixed by the
    weights of its steps.
    """

    def __init__(self, layer: Any, facts: Facts) -> None:
        self.weight = Beta(layer.alpha, layer.alpha)
        self.padding = facts.padding

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A number whose rank in the batch names the partner, and the share of the sample itself."""
        return Draw(Uniform()), Draw(self.weight)

    def mix(self, images: Any, targets: Any, drawn: Sequence[Any]) -> tuple[Any, Any]:
        """Mix samples and targets by the same weights."""
        partner, weight = ops.argsort(drawn[0]), drawn[1]
        if self.padding is None:
            return blend(images, partner, weight), blend(targets, partner, weight)
        steps = as_steps(images)
        length, size = lengths(steps, self.padding), steps.shape[1]
        own = real(length, size)
        both = ops.logical_and(own, real(ops.take(length, partner, axis=0), size))
        stays = ops.where(both, weight[:, None, None], 1.0)
        mixed = ops.where(own, stays * steps + (1.0 - stays) * ops.take(steps, partner, axis=0), steps)
        share = ops.sum(ops.where(own, stays, 0.0), axis=(1, 2)) / ops.maximum(length, 1.0)
        return ops.reshape(mixed, ops.shape(images)), blend(targets, partner, ops.where(length > 0, share, 1.0))


def blend(values: Any, partner: Any, weight: Any) -> Any:
    """`weight` of each row and the rest of its partner's."""
    weight = ops.reshape(weight, (-1, *([1] * (len(values.shape) - 1))))
    return weight * values + (1.0 - weight) * ops.take(values, partner, axis=0)
