"""Layers that shift and scale raw values: with numbers from the spec, of the sample itself, or fitted on training rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specbuild.checking.plan.codes import BROADCAST, CONTRADICTION
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, identity, places, written
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
    mean, variance = _length(arguments["mean"]), _length(arguments["variance"])
    if mean is variance is None:
        return Planned(shape, fixed=2 * product(kept) + 1)
    if mean != variance:
        name = "mean" if mean is None else "variance"
        raise ShapeError(CONTRADICTION, name, "needs as many numbers for `mean` as for `variance`", "give both alike, or none")
    if mean and (not kept or (mean != 1 and differ(kept[-1], mean))):
        message = f"has {mean} numbers for `mean`, but keeps {written(kept)} of {written(shape)} with `axis = {axis}`"
        raise ShapeError(BROADCAST, "mean", message, "give one number, or a list with one for each value along the last of its axes")
    return Planned(shape)


def _length(value: Any) -> int | None:
    """How many numbers a list has; 0 for a number alone, None for nothing."""
    return None if value is None else len(value) if isinstance(value, (list, tuple)) else 0


OWN = ("FeaturewiseCentering", "FeaturewiseScaling", "SamplewiseCentering", "SamplewiseScaling")
SHAPES: Mapping[str, Rule] = {**dict.fromkeys(OWN, identity), "Rescaling": rescaling, "Normalization": normalization}
