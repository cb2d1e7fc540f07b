"""Entries of the spec -> objects of Keras. What is imported is named by the catalogue, never by a spec."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import keras

from specbuild.catalogue.entry import Argument
from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.running import codes

Known = Mapping[str, int]  # sizes that only the data told: `classes` ...


def make(entry: Entry, known: Known = {}, **more: Any) -> Any:  # noqa: B006  (never changed)
    """The object that an entry names, with the arguments that were written and Keras's own defaults for the rest.

    Args:
        entry: A layer, loss, metric, optimizer, callback ...
        known: The sizes by name that may stand for an argument.
        **more: Arguments that the run adds.

    Raises:
        Refused: M002, Keras does not take these arguments together.
    """
    arguments = {name: _value(value, entry.known.arguments.get(name), known) for name, value in entry.given.items()}
    if entry.turns:
        arguments[entry.known.facts["turns"]["entries"]] = [layer for turn in entry.turns for layer in _value(turn, None, known)]
    if entry.options.get("name") and entry.table in ("layers", "preprocessing"):
        arguments["name"] = entry.options["name"]
    if entry.table == "activations" and not arguments:
        return entry.type  # Keras saves an activation by its name
    try:
        made = getattr(importlib.import_module(entry.known.where), entry.type)(**arguments, **more)
    except (ValueError, TypeError) as error:
        raise refused_by_keras(entry, error) from error
    if isinstance(made, keras.layers.Layer):
        _freeze(made)
    return made


def _freeze(layer: keras.layers.Layer) -> None:
    """Freeze all that a frozen layer holds: a cell, a wrapped layer, the copies of `Bidirectional`; Keras freezes what it owns itself."""
    for one in layer._flatten_layers():
        if not one.trainable:
            one.trainable = True  # Keras does nothing when it is told what is already so
            one.trainable = False


def refused_by_keras(entry: Entry, error: Exception) -> Refused:
    """The finding for what Keras itself says against an entry."""
    said = " ".join(str(error).split())
    help_ = f"see `specbuild explain {entry.type}` for what its arguments mean together"
    return Refused(Finding(codes.REFUSED_BY_KERAS, (*entry.path, "type"), f"Keras refuses this `{entry.type}`: {said}", help=help_))


def expanded(made: Any) -> list[Any]:
    """What stands in a list for an entry: itself, or the layers of Keras that it stands for."""
    return list(made.expand()) if hasattr(made, "expand") else [made]


def one_layer(layers: list[Any]) -> Any:
    """Layers as one, for a place that takes one."""
    if len(layers) == 1:
        return layers[0]
    import keras  # this file is also used for what is no layer

    return keras.Sequential(layers)


def _value(value: Any, argument: Argument | None, known: Known) -> Any:
    if isinstance(value, Entry):
        made = make(value, known)
        return one_layer(made.expand()) if hasattr(made, "expand") else made
    if isinstance(value, tuple) and any(isinstance(item, Entry) for item in value):
        return [layer for item in value for layer in expanded(make(item, known))]
    if isinstance(value, list | tuple):
        return [_value(item, argument, known) for item in value]
    if isinstance(value, str) and argument and {"unknown": value} in [dict(kind) for kind in argument.kinds]:
        return known[value]
    return value
