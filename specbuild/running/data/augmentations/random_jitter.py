"""RandomJitter: add noise to every step of a series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from specbuild.running.data.augmentations.steps.length import spread
from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.draws import Draw, Layout, Normal
from specbuild.running.data.factors import ShareRange, from_zero, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("series",)


class RandomJitter(StepsOperation):
    """Add normally distributed noise to every value of a series.

    The noise is as strong as the series is lively: its standard deviation is a share of that of the channel over the steps of this sample.
    Padding stays.

    Args:
        factor: Standard deviation of the noise, as a share of that of the channel: a number f for "from 0 to f", or a pair of bounds, all
            from 0 to 1. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: ShareRange, *, facts: Facts) -> None:
        self.factor = within("factor", from_zero(factor), 0, 1)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The strength, and noise for every value."""
        return Draw(self.factor), Draw(Normal(), shape)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Add the noise."""
        strength, noise = drawn
        return samples + strength[:, None, None] * spread(samples, told)[1] * noise
