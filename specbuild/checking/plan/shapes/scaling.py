"""Layers that shift and scale raw values: with numbers from the spec, of the sample itself, or fitted on training rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specbuild.checking.plan.codes import BROADCAST, CONTRADICTION
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, places, written
from specbuild.checking.plan.size import differ, product


def rescaling(arguments: Arguments, shape: Shape) -> Planned:
    """`scale` and `offset` are a number, or one for each value along the last axis."""
    for name in ("scale", "offset"):
        value = arguments[name]
        if isinstance(value, (list, tuple)) and len(value) != 1 and (not shape or differ(shape[-1], len(value))):
            message = f"has {len(value)} numbers for `{name}`, but gets {written(shape)}"
            raise ShapeError(BROADCAST, name, message, "give one number, or one for each value along the last axis")
    return Planned(shape)


def normalization(arguments: Arguments, shape: Shape) -> Planned:
    """A mean and a variance for each value along the axes, and how often they were counted; none of it if they are given."""
    axis = arguments["axis"]
    kept = () if axis is None else tuple(shape[place] for place in places(axis, shape))
    mean, variance = arguments["mean"], arguments["variance"]
    if (mean is None) != (variance is None):
        raise ShapeError(
            CONTRADICTION, "mean" if variance is None else "variance", "needs `mean` and `variance` together", "give both, or none"
        )
    if mean is None:
        return Planned(shape, fixed=2 * product(kept) + 1)
    for name in ("mean", "variance"):
        if (wrong := _length(arguments[name])) is not None and wrong != 1 and differ(product(kept), wrong):
            message = f"has {wrong} numbers for `{name}`, but {product(kept)} values along `axis`"
            raise ShapeError(BROADCAST, name, message, "give one number, or one for each value along the axis")
    return Planned(shape)


def _length(value: Any) -> int | None:
    return len(value) if isinstance(value, (list, tuple)) else None


SHAPES: Mapping[str, Rule] = {"Rescaling": rescaling, "Normalization": normalization}
