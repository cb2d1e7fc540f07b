"""RandomGain: make audio louder or quieter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import both_ways, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("audio",)
Decibels = Annotated[float, Field(ge=-60, le=60)]


class RandomGain(StepsOperation):
    """Make audio louder or quieter; what would exceed the value range is clipped, as an amplifier would.

    Args:
        factor: How much louder, in decibels: a number f for "from -f to f", or a pair of bounds; 6 is twice as large. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: Decibels | tuple[Decibels, Decibels], *, facts: Facts) -> None:
        self.factor = within("factor", both_ways(factor), -60, 60)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """How much louder."""
        return (Draw(self.factor),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Amplify each sample."""
        return samples * ops.power(10.0, drawn[0] / 20.0)[:, None, None]
