"""Layers that normalize: they keep the shape, and own a scale and an offset along some axes."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.codes import AXIS, GROUPS
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, places, written
from specbuild.checking.plan.size import Size, below, product, uneven


def batch_normalization(arguments: Arguments, shape: Shape) -> Planned:
    """Two trained vectors and two moving averages, along one axis; renormalization keeps three more."""
    (place,) = places(arguments["axis"], shape)
    size = shape[place]
    moving = 5 if arguments["renorm"] else 2
    return Planned(shape, _scale_and_offset(arguments, size), fixed=moving * size, multiply_adds=product(shape))


def layer_normalization(arguments: Arguments, shape: Shape) -> Planned:
    """A scale and an offset for each value along the axes together."""
    size = product(shape[place] for place in places(arguments["axis"], shape))
    return Planned(shape, _scale_and_offset(arguments, size), multiply_adds=product(shape) if arguments["scale"] else 0)


def group_normalization(arguments: Arguments, shape: Shape) -> Planned:
    """A scale and an offset for each channel; groups of channels are normalized together, -1 being each by itself."""
    (place,) = places(arguments["axis"], shape)
    size, groups = shape[place], arguments["groups"]
    if groups != -1 and (below(size, groups) or uneven(size, groups)):
        message = f"gets {size} channels, which {groups} groups cannot share evenly"
        raise ShapeError(GROUPS, "groups", message, "let `groups` divide the channels; -1 normalizes each channel by itself")
    return Planned(shape, _scale_and_offset(arguments, size), multiply_adds=product(shape) if arguments["scale"] else 0)


def rms_normalization(arguments: Arguments, shape: Shape) -> Planned:
    """A scale for each value along the axes together, which have to be the last ones: Keras 3.15 lines the scale up with those."""
    found = places(arguments["axis"], shape)
    if found != tuple(range(len(shape)))[-len(found) :]:
        message = f"scales along `axis = {arguments['axis']}` of {written(shape)}, but Keras 3.15 takes the last axes only"
        raise ShapeError(AXIS, "axis", message, "put `Permute` before it, or take `LayerNormalization`")
    size = product(shape[place] for place in found)
    return Planned(shape, size, multiply_adds=product(shape))


def unit_normalization(arguments: Arguments, shape: Shape) -> Planned:
    """No weights; the axes have to exist, and may be the batch."""
    axis = arguments["axis"]
    if any(not -len(shape) - 1 <= one <= len(shape) for one in ([axis] if isinstance(axis, int) else axis)):
        raise ShapeError(AXIS, "axis", f"cannot use `axis = {axis}` on {written(shape)}", f"axes go up to {len(shape)}; -1 is the last")
    return Planned(shape)


def _scale_and_offset(arguments: Arguments, size: Size) -> Size:
    owned: int = arguments["scale"] + arguments["center"]
    return size * owned


SHAPES: Mapping[str, Rule] = {
    "BatchNormalization": batch_normalization,
    "LayerNormalization": layer_normalization,
    "GroupNormalization": group_normalization,
    "RMSNormalization": rms_normalization,
    "UnitNormalization": unit_normalization,
}
