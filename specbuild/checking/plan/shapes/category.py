"""Layers that turn values into categories, and categories into vectors."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.codes import CONTRADICTION
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, need_rank
from specbuild.checking.plan.size import Size


def category_encoding(arguments: Arguments, shape: Shape) -> Planned:
    """A vector for each value, or one for all values of a sample."""
    if arguments["num_tokens"] is None:
        raise ShapeError(CONTRADICTION, "num_tokens", "needs `num_tokens`", "say how many categories there are")
    return _encoded(arguments["output_mode"], arguments["num_tokens"], shape)


def discretization(arguments: Arguments, shape: Shape) -> Planned:
    """The bin that each value falls into."""
    bounds, bins = arguments["bin_boundaries"], arguments["num_bins"]
    if (bounds is None) == (bins is None):
        message = "needs `num_bins` or `bin_boundaries`" if bins is None else "has both `num_bins` and `bin_boundaries`"
        raise ShapeError(CONTRADICTION, "num_bins" if bins else None, message, "give one of them: `num_bins` is fitted to the data")
    if bounds is None and arguments["epsilon"] * bins > 1 + 1e-9:
        message = f"finds the bounds of {bins} bins to within {arguments['epsilon']:g} of the values, which is wider than a bin"
        raise ShapeError(CONTRADICTION, "epsilon", message, f'write at most `epsilon = "1/{bins}"`, or fewer bins')
    return _encoded(arguments["output_mode"], bins if bounds is None else len(bounds) + 1, shape)


def _encoded(mode: str, count: Size, shape: Shape) -> Planned:
    return _MODES[mode](count, shape)


def _each(count: Size, shape: Shape) -> Planned:
    """A vector for each value; a last axis of 1 becomes the vector."""
    return Planned((*(shape[:-1] if shape[-1:] == (1,) else shape), count))


def _together(count: Size, shape: Shape) -> Planned:
    """One vector for all values of a sample."""
    need_rank(shape, 1)
    return Planned((count,))


def _as_it_is(count: Size, shape: Shape) -> Planned:
    return Planned(shape)


_MODES = {"int": _as_it_is, "one_hot": _each, **dict.fromkeys(("multi_hot", "count"), _together)}
SHAPES: Mapping[str, Rule] = {"CategoryEncoding": category_encoding, "Discretization": discretization}
