"""The families of layers, and the rule of every type in them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.plan.rule import Layer, Rule
from specbuild.checking.plan.shapes import (
    activation,
    backbone,
    category,
    composite,
    convolution,
    dense,
    depthwise_convolution,
    einsum_dense,
    embedding,
    global_pooling,
    normalization,
    picture,
    pooling,
    recurrent,
    regularization,
    reshaping,
    resizing,
    scaling,
    spectrogram,
    transposed_convolution,
    whitening,
    wrapper,
)
from specbuild.checking.plan.size import unknown

FAMILIES = (
    activation,
    backbone,
    category,
    composite,
    convolution,
    dense,
    depthwise_convolution,
    einsum_dense,
    embedding,
    global_pooling,
    normalization,
    picture,
    pooling,
    recurrent,
    regularization,
    reshaping,
    resizing,
    scaling,
    spectrogram,
    transposed_convolution,
    whitening,
    wrapper,
)
RULES: Mapping[str, Rule] = MappingProxyType({name: rule for family in FAMILIES for name, rule in family.SHAPES.items()})

UNPLANNED = {  # type -> why it has no rule; it is shown as `?`
    **dict.fromkeys(
        ("IntegerLookup", "StringLookup", "TextVectorization"), "its size is that of a vocabulary, and no loader gives words yet"
    ),
    "Hashing": "it takes words, and no loader gives them yet",
}
TABLES = ("layers", "preprocessing", "cells")  # of the catalogue, that hold what has a shape
MISSING = object()  # stands for a layer inside another that has no rule


def layer(entry: Entry, known: Mapping[str, int]) -> Layer | None:
    """A layer of the spec, ready to be planned.

    Args:
        entry: What the spec says of it; layers inside it are entries too.
        known: Sizes that the data have told, by name.

    Returns:
        The layer, with known sizes in place of their names; None where it has no rule, or something inside it has none.
    """
    if entry.type not in RULES:
        return None
    arguments = {name: _value(value, name, entry, known) for name, value in entry.arguments.items()}
    if entry.turns:
        arguments[entry.known.facts["turns"]["entries"]] = tuple(_value(turn, "", entry, known) for turn in entry.turns)
    if any(map(_misses, arguments.values())):
        return None
    trainable = arguments.get("trainable", True) and entry.options.get("trainable", True)
    return Layer(entry.type, entry.path, frozenset(entry.given), arguments, RULES[entry.type], trainable)


def _misses(value: Any) -> bool:
    return value is MISSING or (isinstance(value, tuple) and any(map(_misses, value)))


def _value(value: Any, name: str, entry: Entry, known: Mapping[str, int]) -> Any:
    """An argument as rules read it: entries of layers as `Layer`s, the name of an unknown size as that size."""
    if isinstance(value, Entry) and value.table in TABLES:
        return layer(value, known) or MISSING
    if isinstance(value, (list, tuple)):
        return tuple(_value(item, name, entry, known) for item in value)
    if isinstance(value, str) and any(kind.get("unknown") == value for kind in entry.known.arguments[name].kinds):
        return known[value] if value in known else unknown(value)
    return value
