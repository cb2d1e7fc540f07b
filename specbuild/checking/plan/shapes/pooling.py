"""Poolings by a window that slides, and adaptive ones, whose window follows from the size of the output."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from specbuild.checking.plan.codes import POOL
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, need_rank, per_axis
from specbuild.checking.plan.window import Window


def pooling(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """One number of each window and channel; the strides are those of the window if they are not given."""
    need_rank(shape, rank + 1)
    size = per_axis(arguments, "pool_size", rank)
    strides = size if arguments["strides"] is None else per_axis(arguments, "strides", rank)
    window = Window(size, strides, (1,) * rank, arguments["padding"])
    return Planned((*window.slide(shape[:-1], POOL, "pool_size"), shape[-1]))


def adaptive_average(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """As many windows along each axis as were asked for."""
    need_rank(shape, rank + 1)
    return Planned((*per_axis(arguments, "output_size", rank), shape[-1]))


def adaptive_max(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """The same, but for a case in which TensorFlow 2.21 divides by zero and takes the whole process down."""
    planned = adaptive_average(rank, arguments, shape)
    if any(1 in axis for axis in zip(planned.output or (), shape[:-1], strict=False)):
        message = "cannot pool to or from an axis of 1 in Keras 3.15 on TensorFlow: the process would die"
        help = f"take `GlobalMaxPooling{rank}D`, or `AdaptiveAveragePooling{rank}D`, which is the same for an axis of 1"
        raise ShapeError(POOL, "output_size", message, help)
    return planned


SHAPES: Mapping[str, Rule] = {
    **{f"{kind}Pooling{rank}D": partial(pooling, rank) for kind in ("Average", "Max", "Min") for rank in (1, 2, 3)},
    **{f"AdaptiveAveragePooling{rank}D": partial(adaptive_average, rank) for rank in (1, 2, 3)},
    **{f"AdaptiveMaxPooling{rank}D": partial(adaptive_max, rank) for rank in (1, 2, 3)},
}
