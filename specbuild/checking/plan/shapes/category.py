"""Layers that turn values into categories, and categories into vectors."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.codes import CONTRADICTION
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, need_rank
from specbuild.checking.plan.size import Size, unknown


def category_encoding(arguments: Arguments, shape: Shape) -> Planned:
    """A vector for each value, or one for all values of a sample."""
    return _encoded(arguments["output_mode"], arguments["num_tokens"], shape)


def hashing(arguments: Arguments, shape: Shape) -> Planned:
    """A bin for each value."""
    return _encoded(arguments["output_mode"], arguments["num_bins"], shape)


def discretization(arguments: Arguments, shape: Shape) -> Planned:
    """The bin that each value falls into."""
    bounds, bins = arguments["bin_boundaries"], arguments["num_bins"]
    if (bounds is None) == (bins is None):
        message = "needs `num_bins` or `bin_boundaries`" if bins is None else "has both `num_bins` and `bin_boundaries`"
        raise ShapeError(CONTRADICTION, "num_bins" if bins else None, message, "give one of them: `num_bins` is fitted to the data")
    return _encoded(arguments["output_mode"], bins if bounds is None else len(bounds) + 1, shape)


def look_up(arguments: Arguments, shape: Shape) -> Planned:
    """The place of each value in a vocabulary, which the data tell if it is not given."""
    return _encoded(arguments["output_mode"], _vocabulary(arguments), shape)


def text_vectorization(arguments: Arguments, shape: Shape) -> Planned:
    """The words of a text, as places in a vocabulary or as one vector."""
    if arguments["output_mode"] != "int":
        return Planned((_vocabulary(arguments, reserved=1),))
    need_rank(shape, 0)
    length = arguments["output_sequence_length"]
    return Planned((unknown("length") if length is None else length,))


def _vocabulary(arguments: Arguments, reserved: int | None = None) -> Size:
    if arguments["pad_to_max_tokens"] and arguments["max_tokens"] is not None:
        return int(arguments["max_tokens"])
    if arguments["vocabulary"] is None:
        return unknown("vocabulary")
    return len(arguments["vocabulary"]) + (arguments["num_oov_indices"] if reserved is None else reserved)


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


_MODES = {"int": _as_it_is, "one_hot": _each, **dict.fromkeys(("multi_hot", "count", "tf_idf", "binary"), _together)}
SHAPES: Mapping[str, Rule] = {
    "CategoryEncoding": category_encoding,
    "Hashing": hashing,
    "Discretization": discretization,
    "IntegerLookup": look_up,
    "StringLookup": look_up,
    "TextVectorization": text_vectorization,
}
