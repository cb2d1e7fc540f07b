"""RandomTimeShift: let samples begin earlier or later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from keras import ops

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.augmentations.steps.read import shifted
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import SignedRange, both_ways, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("clip", "series", "audio")


class RandomTimeShift(StepsOperation):
    """Shift samples in time by a whole number of steps; the length stays, and padding stays at the end.

    Args:
        factor: How much later, as a share of the sample's own length: a number f for "from -f to f", or a pair of bounds. At 0 nothing
            is shifted.
        fill_mode: What comes in at the other end: "wrap" (what went out), "nearest" (the first or the last step again) or "constant".
            Left out, silence for audio and "nearest" for series and clips.
        fill_value: What comes in under "constant".
        facts: What is known of the samples.
    """

    def __init__(
        self,
        factor: SignedRange,
        fill_mode: Literal["wrap", "nearest", "constant"] | None = None,
        fill_value: float = 0.0,
        *,
        facts: Facts,
    ) -> None:
        self.factor = within("factor", both_ways(factor), -1, 1)
        self.filling = fill_mode or ("constant" if facts.kind == "audio" else "nearest"), fill_value
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """How far."""
        return (Draw(self.factor),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Shift each sample."""
        return shifted(samples, ops.round(drawn[0] * length), length, *self.filling)
