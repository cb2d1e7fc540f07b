"""RandomOffset: raise or lower a series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from specbuild.running.data.augmentations.steps.length import spread
from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import both_ways, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("series",)
Level = Annotated[float, Field(ge=-10, le=10)]


class RandomOffset(StepsOperation):
    """Add a number to all steps of a series, another one for every channel. Padding stays.

    Args:
        factor: How much is added, as a share of the standard deviation of the channel over the steps of the sample: a number f for "from
            -f to f", or a pair of bounds. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: Level | tuple[Level, Level], *, facts: Facts) -> None:
        self.factor = within("factor", both_ways(factor), -10, 10)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A number for each channel."""
        return (Draw(self.factor, shape[1:]),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Move each channel."""
        return samples + spread(samples, told)[1] * drawn[0][:, None, :]
