"""RandomScaling: make a series larger or smaller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from specbuild.running.data.augmentations.steps.length import spread
from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import SignedRange, both_ways, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("series",)


class RandomScaling(StepsOperation):
    """Multiply how far a series lies from its mean by a factor, one for all steps and another for every channel.

    The mean of each channel over the steps of the sample stays; `RandomOffset` moves it. Padding stays.

    Args:
        factor: How much larger: a number f for "from 1 - f to 1 + f times", or a pair of bounds, such as [-0.1, 0.3] for 0.9 to 1.3 times.
            At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: SignedRange, *, facts: Facts) -> None:
        self.factor = within("factor", both_ways(factor), -1, 1)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A factor for each channel."""
        return (Draw(self.factor, shape[1:]),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Scale each channel."""
        mean, _ = spread(samples, told)
        return samples + (samples - mean) * drawn[0][:, None, :]
