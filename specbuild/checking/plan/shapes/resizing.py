"""Layers that crop, pad or enlarge the axes before the channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from specbuild.checking.plan.codes import CROP
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, need_rank, per_axis, times
from specbuild.checking.plan.size import below


def cropping(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """Each axis without what is cut off at its two ends."""
    need_rank(shape, rank + 1)
    cut = [sum(ends) for ends in _ends(arguments, "cropping", rank)]
    left = tuple(size - lost for size, lost in zip(shape, cut, strict=False))
    if any(below(size, 1) for size in left):
        message = f"cuts {times(tuple(cut))} off an input of {times(shape[:-1])}, which leaves nothing"
        raise ShapeError(CROP, "cropping", message, "crop less, or take larger samples")
    return Planned((*left, shape[-1]))


def zero_padding(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """Each axis with zeros at its two ends."""
    need_rank(shape, rank + 1)
    added = [sum(ends) for ends in _ends(arguments, "padding", rank)]
    return Planned((*(size + more for size, more in zip(shape, added, strict=False)), shape[-1]))


def up_sampling(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """Each place repeated along each axis."""
    need_rank(shape, rank + 1)
    repeats = per_axis(arguments, "size", rank)
    return Planned((*(size * often for size, often in zip(shape, repeats, strict=False)), shape[-1]))


def _ends(arguments: Arguments, name: str, rank: int) -> list[tuple[int, int]]:
    """What happens at the two ends of each axis: one number for all, or for each axis one number or two."""
    if rank == 1:
        first, last = per_axis(arguments, name, 2)
        return [(first, last)]
    value: int | Sequence[int | Sequence[int]] = arguments[name]
    listed = (value,) * rank if isinstance(value, int) else value
    per_axis({name: listed}, name, rank)
    return [(ends, ends) if isinstance(ends, int) else (ends[0], ends[1]) for ends in listed]


SHAPES: Mapping[str, Rule] = {
    **{f"Cropping{rank}D": partial(cropping, rank) for rank in (1, 2, 3)},
    **{f"ZeroPadding{rank}D": partial(zero_padding, rank) for rank in (1, 2, 3)},
    **{f"UpSampling{rank}D": partial(up_sampling, rank) for rank in (1, 2, 3)},
}
