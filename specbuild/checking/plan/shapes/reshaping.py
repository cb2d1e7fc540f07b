"""Layers that rearrange numbers and compute none: Flatten, Reshape, Permute, RepeatVector."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.codes import AXIS, RESHAPE
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, need_rank, written
from specbuild.checking.plan.size import differ, product, uneven


def flatten(arguments: Arguments, shape: Shape) -> Planned:
    """All axes become one."""
    return Planned((product(shape),))


def reshape(arguments: Arguments, shape: Shape) -> Planned:
    """The same numbers under another shape; one -1 takes what is left."""
    target = tuple(arguments["target_shape"])
    stated = product(size for size in target if size != -1)
    if target.count(-1) > 1:
        raise ShapeError(RESHAPE, "target_shape", "has more than one -1 in `target_shape`", "only one size can be what is left")
    if -1 not in target:
        if differ(product(shape), stated):
            raise _misfit(shape, target)
        return Planned(target)
    if not isinstance(stated, int) or stated < 1 or uneven(product(shape), stated):
        raise _misfit(shape, target)
    return Planned(tuple(product(shape) // stated if size == -1 else size for size in target))


def _misfit(shape: Shape, target: Shape) -> ShapeError:
    message = f"cannot turn {written(shape)}, which is {product(shape)} numbers, into {written(target)}"
    return ShapeError(RESHAPE, "target_shape", message, "the sizes have to multiply to the same number; one of them may be -1")


def permute(arguments: Arguments, shape: Shape) -> Planned:
    """The axes in another order; they count from 1."""
    dims = arguments["dims"]
    if sorted(dims) != list(range(1, len(dims) + 1)):
        raise ShapeError(AXIS, "dims", f"has `dims = {list(dims)}`, which is no order of 1 to {len(dims)}", "name each axis once, from 1")
    if len(dims) != len(shape):
        message = f"puts {len(dims)} axes in order, but gets {written(shape)}"
        raise ShapeError(AXIS, "dims", message, f"name each axis of the input once: 1 to {len(shape)}")
    return Planned(tuple(shape[dim - 1] for dim in dims))


def repeat_vector(arguments: Arguments, shape: Shape) -> Planned:
    """The features `n` times, as the steps of a sequence."""
    need_rank(shape, 1)
    return Planned((arguments["n"], *shape))


SHAPES: Mapping[str, Rule] = {"Flatten": flatten, "Reshape": reshape, "Permute": permute, "RepeatVector": repeat_vector}
