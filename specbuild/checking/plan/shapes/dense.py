"""Dense: every output is a weighted sum of inputs."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, need_axes
from specbuild.checking.plan.size import product


def dense(arguments: Arguments, shape: Shape) -> Planned:
    """`units` weighted sums over the last axis, at each place of the other axes."""
    need_axes(shape, 1)
    units = arguments["units"]
    kernel = (shape[-1], units)
    bias = units if arguments["use_bias"] else 0
    return Planned((*shape[:-1], units), product(kernel) + bias, multiply_adds=product(shape) * units, kernel=kernel)


SHAPES: Mapping[str, Rule] = {"Dense": dense}
