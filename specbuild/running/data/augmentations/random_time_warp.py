"""RandomTimeWarp: let time run faster here and slower there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import numpy as np
from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.augmentations.steps.read import between_steps, inside
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import both_ways, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("clip", "series")
Speed = Annotated[float, Field(ge=-0.9, le=0.9)]
FINE = 256  # points of the curve of time, whatever the length of a sample


class RandomTimeWarp(StepsOperation):
    """Stretch some parts of a series or a clip and squeeze others; it begins and ends where it did. Padding stays.

    The speed changes evenly from one drawn point to the next. All channels share one course of time.

    Args:
        factor: How much faster than all of the sample a part may run: a number f for "from -f to f", or a pair of bounds; 0.5 is 1.5 times
            as fast. At 0 nothing changes.
        knots: At how many points, evenly spaced, a speed is drawn; more make it rougher.
        facts: What is known of the samples.
    """

    def __init__(self, factor: Speed | tuple[Speed, Speed], knots: Annotated[int, Field(ge=2, le=64)] = 4, *, facts: Facts) -> None:
        self.factor = within("factor", both_ways(factor), -0.9, 0.9)
        # Straight lines between the knots: a cubic curve could overshoot, to speeds that were not asked for, and below 0.
        points = np.linspace(0.0, knots - 1.0, FINE)
        self.curve = np.maximum(0.0, 1.0 - np.abs(points[None, :] - np.arange(knots)[:, None])).astype("float32")
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A speed at each knot."""
        return (Draw(self.factor, (len(self.curve),)),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Warp each sample."""
        speed = 1.0 + ops.matmul(drawn[0], ops.convert_to_tensor(self.curve))
        between = (speed[:, 1:] + speed[:, :-1]) / 2.0
        passed = ops.pad(ops.cumsum(between, axis=1), [(0, 0), (1, 0)])
        share = passed / passed[:, -1:]  # of the sample, that has passed at each point of the curve
        last = ops.maximum(length - 1.0, 1.0)[:, None]
        point = ops.arange(samples.shape[1], dtype="float32")[None, :] / last * (FINE - 1.0)
        places = between_steps(share[:, :, None], ops.clip(point, 0.0, FINE - 1.0))[:, :, 0] * last
        return between_steps(samples, inside(places, length))
