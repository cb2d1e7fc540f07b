"""Layers that act in training only, or add to the loss: the shape stays, and there are no weights."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from specbuild.checking.plan.codes import BROADCAST
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, identity, need_rank, written
from specbuild.checking.plan.size import Size, differ


def dropout(arguments: Arguments, shape: Shape) -> Planned:
    """The shape of the noise has a size, or 1, for the batch and each axis."""
    noise = arguments["noise_shape"]
    if noise is not None and (len(noise) != len(shape) + 1 or noise[0] not in (None, 1) or any(map(_misfits, noise[1:], shape))):
        message = f"has a `noise_shape` of {list(noise)}, which does not fit {written(shape)} with the batch before it"
        raise ShapeError(BROADCAST, "noise_shape", message, 'give "none" or 1 for the batch, then for each axis its size, 1, or "none"')
    return Planned(shape)


def _misfits(noise: int | None, size: Size) -> bool:
    return noise not in (None, 1) and differ(size, noise)


def spatial_dropout(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """Whole channels are dropped."""
    need_rank(shape, rank + 1)
    return Planned(shape)


SHAPES: Mapping[str, Rule] = {
    **dict.fromkeys(("ActivityRegularization", "GaussianDropout", "GaussianNoise", "Masking"), identity),
    **dict.fromkeys(("AlphaDropout", "Dropout"), dropout),
    **{f"SpatialDropout{rank}D": partial(spatial_dropout, rank) for rank in (1, 2, 3)},
}
