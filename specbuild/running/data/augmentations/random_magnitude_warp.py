"""RandomMagnitudeWarp: make a series larger here and smaller there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.steps.curve import smooth
from specbuild.running.data.augmentations.steps.length import spread
from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import SignedRange, both_ways, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("series",)


class RandomMagnitudeWarp(StepsOperation):
    """Multiply how far a series lies from its mean by a factor that changes smoothly in time, along a curve of its own for every channel.

    The curve is a cubic spline through a few drawn points, held within the bounds of the factor. Padding stays.

    Args:
        factor: How much larger: a number f for "from 1 - f to 1 + f times", or a pair of bounds. At 0 nothing changes.
        knots: Through how many points, evenly spaced, the curve is drawn; more make it rougher.
        facts: What is known of the samples.
    """

    def __init__(self, factor: SignedRange, knots: Annotated[int, Field(ge=2, le=64)] = 4, *, facts: Facts) -> None:
        self.factor = within("factor", both_ways(factor), -1, 1)
        self.curve = smooth(facts.shape[0], knots)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A factor at each knot, for each channel."""
        return (Draw(self.factor, (*shape[1:], len(self.curve))),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Scale each step."""
        curve = ops.matmul(drawn[0], ops.convert_to_tensor(self.curve))
        curve = ops.clip(ops.transpose(curve, (0, 2, 1)), self.factor.low, self.factor.high)
        mean, _ = spread(samples, told)
        return samples + (samples - mean) * curve
