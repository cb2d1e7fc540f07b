"""RandomTimeCrop: cut a window out of a sample and stretch it to the old length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.augmentations.steps.read import between_steps, inside
from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import from_zero, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("clip", "series")
Cut = Annotated[float, Field(ge=0, le=0.95)]


class RandomTimeCrop(StepsOperation):
    """Cut a window out of a series or a clip, at a place of its own for every sample, and stretch it to the length that there was.

    Known as window slicing. Between two steps or frames, values are read on a straight line. Padding stays.

    Args:
        factor: How much of the length is cut away, as a share: a number f for "from 0 to f", or a pair of bounds. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: Cut | tuple[Cut, Cut], *, facts: Facts) -> None:
        self.factor = within("factor", from_zero(factor), 0, 0.95)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The share that is cut away, and where what stays lies."""
        return Draw(self.factor), Draw(Uniform())

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Cut and stretch each sample."""
        share, place = (draw[:, None] for draw in drawn)
        step = ops.arange(samples.shape[1], dtype="float32")[None, :]
        first = place * share * (length[:, None] - 1.0)
        return between_steps(samples, inside(first + step * (1.0 - share), length))
