"""RandomChannelDropout: silence channels of a series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.steps.length import spread
from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import Share
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("series",)


class RandomChannelDropout(StepsOperation):
    """Replace channels of a series by their mean over the sample. At least one channel always stays. Padding stays.

    Args:
        factor: Share of the channels that is replaced on average: each is, with this probability. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: Share, *, facts: Facts) -> None:
        if not 0 <= factor <= 1:
            raise ValueError(f"`factor` has to lie between 0 and 1, and is {factor:g}")
        if facts.shape[-1] < 2:
            raise ValueError("these series have one channel, which always stays")
        self.factor, self.facts = factor, facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A coin for each channel."""
        return (Draw(Uniform(), shape[1:]),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Silence channels of each sample."""
        coin = drawn[0]
        stays = ops.equal(coin, ops.max(coin, axis=1, keepdims=True))  # the channel whose coin fell best
        gone = ops.logical_and(coin < self.factor, ops.logical_not(stays))[:, None, :]
        return ops.where(gone, spread(samples, told)[0], samples)
