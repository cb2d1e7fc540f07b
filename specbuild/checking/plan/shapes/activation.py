"""Activations as layers of their own; only PReLU has weights."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.codes import AXIS
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, identity, places, written
from specbuild.checking.plan.size import product


def prelu(arguments: Arguments, shape: Shape) -> Planned:
    """A slope for each place, shared along the axes that say so."""
    shared = arguments["shared_axes"] or []
    listed = [shared] if isinstance(shared, int) else list(shared)
    if any(not 1 <= axis <= len(shape) for axis in listed):
        message = f"cannot share its slopes along `shared_axes = {listed}` of {written(shape)}"
        raise ShapeError(AXIS, "shared_axes", message, f"axes go from 1 to {len(shape)}")
    slopes = product(size for axis, size in enumerate(shape, start=1) if axis not in listed)
    return Planned(shape, slopes, multiply_adds=product(shape))


def softmax(arguments: Arguments, shape: Shape) -> Planned:
    """The axes that sum to 1 have to exist."""
    places(arguments["axis"], shape)
    return Planned(shape)


SHAPES: Mapping[str, Rule] = {
    **dict.fromkeys(("Activation", "ELU", "LeakyReLU", "ReLU", "Identity"), identity),
    "PReLU": prelu,
    "Softmax": softmax,
}
