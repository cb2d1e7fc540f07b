"""Conv1D, Conv2D and Conv3D: weighted sums over a window that slides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from specbuild.checking.plan.codes import GROUPS
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, need_rank
from specbuild.checking.plan.size import product, uneven
from specbuild.checking.plan.window import Window


def convolution(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """Each filter sees the channels of its group; the axes before the channels shrink to the places of the window."""
    need_rank(shape, rank + 1)
    _check_groups(arguments, shape)
    window, filters = Window.of(arguments, rank), arguments["filters"]
    places = window.slide(shape[:-1])
    kernel = (*window.size, shape[-1] // arguments["groups"], filters)
    bias = filters if arguments["use_bias"] else 0
    return Planned((*places, filters), product(kernel) + bias, multiply_adds=product(places) * product(kernel), kernel=kernel)


def _check_groups(arguments: Arguments, shape: Shape) -> None:
    groups = arguments["groups"]
    if uneven(arguments["filters"], groups):
        message = f"has {arguments['filters']} filters, which {groups} groups cannot share evenly"
        raise ShapeError(GROUPS, "groups", message, "let `groups` divide `filters`")
    if uneven(shape[-1], groups):
        message = f"gets {shape[-1]} channels, which {groups} groups cannot share evenly"
        raise ShapeError(GROUPS, "groups", message, "let `groups` divide the channels of the input")


SHAPES: Mapping[str, Rule] = {f"Conv{rank}D": partial(convolution, rank) for rank in (1, 2, 3)}
