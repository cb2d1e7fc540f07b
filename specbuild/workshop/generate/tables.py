"""All tables of the catalogue, from Keras and from specbuild's own parts."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Mapping
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras

from specbuild.running.data.pipeline.kinds import kinds_of
from specbuild.workshop.generate import facts
from specbuild.workshop.generate.keras_entries import entry, left_out
from specbuild.workshop.generate.own_entries import classes, functions
from specbuild.workshop.generate.words import paragraph

Entries = dict[str, Any]
PAGES = "https://keras.io/api/"
# Layers that are fitted to the data, or change the form of the input: the first part of a model.
PREPROCESSING = (
    "CategoryEncoding", "CenterCrop", "Discretization", "Hashing", "IntegerLookup", "MelSpectrogram", "Normalization", "Rescaling",
    "Resizing", "STFTSpectrogram", "StringLookup", "TextVectorization",
)  # fmt: skip
CELLS = ("GRUCell", "LSTMCell", "SimpleRNNCell", "StackedRNNCells")
BOTH = ("Rescaling", "MelSpectrogram", "STFTSpectrogram")  # need no fitting, and may also stand among the layers


def all_tables() -> dict[str, dict[str, Any]]:
    """The content of every table, by name."""
    found = {name: make() for name, make in _TABLES.items()}
    return {name: _table(name, entries) for name, entries in sorted(found.items())}


def _table(name: str, entries: Entries) -> dict[str, Any]:
    reasons = left_out()
    absent = dict(reasons.get(name, {}))
    if name == "layers":
        for other in ("preprocessing", "augmentations"):
            absent |= {key: value for key, value in reasons.get(other, {}).items() if key not in absent}
    return {
        "keras": keras.__version__,
        "entries": dict(sorted(entries.items())),
        "absent": dict(sorted(absent.items())),
        "absent_arguments": dict(sorted(reasons["arguments"].items())),
        "aliases": dict(sorted(_aliases(name, entries).items())),
    }


def _classes(module: Any, base: type, table: str) -> dict[str, type]:
    """The classes of a Keras module by their own names, without what is left out and without second names."""
    reasons = left_out().get(table, {})
    return {
        name: made
        for name, made in sorted(vars(module).items())
        if inspect.isclass(made) and issubclass(made, base) and name == made.__name__ and name not in reasons
    }


def _layers(wanted: Callable[[str, type], bool], table: str, page: str) -> Entries:
    return {
        name: {**entry(made, table, "keras.layers", PAGES + page), "facts": facts.of_layer(made)}
        for name, made in _classes(keras.layers, keras.layers.Layer, "layers").items()
        if wanted(name, made)
    }


def _is_augmentation(made: type) -> bool:
    return facts.BASE_OF_AUGMENTATIONS in [base.__name__ for base in made.__mro__] and made.__name__ not in PREPROCESSING


def _plain_layers() -> Entries:
    stacked = _layers(
        lambda name, made: (name not in PREPROCESSING or name in BOTH) and name not in CELLS and not _is_augmentation(made),
        "layers",
        "layers/",
    )
    return {**stacked, **dict(classes("running/model/layers"))}


def _preprocessing() -> Entries:
    return {
        **_layers(lambda name, _: name in PREPROCESSING, "preprocessing", "layers/preprocessing_layers/"),
        **dict(classes("running/model/preprocessing")),
    }


def _augmentations() -> Entries:
    reasons = left_out()["augmentations"]
    page = "layers/preprocessing_layers/image_augmentation/"
    theirs = _layers(lambda name, made: _is_augmentation(made) and name not in reasons, "augmentations", page)
    theirs = {name: {**entry, "facts": {"kinds": list(kinds_of(name))}} for name, entry in theirs.items()}
    return {**theirs, **dict(classes("running/data/augmentations"))}


def _of(module: Any, base: type, table: str, where: str, page: str) -> Entries:
    return {name: entry(made, table, where, PAGES + page) for name, made in _classes(module, base, table).items()}


def _activations() -> Entries:
    return {
        name: {"where": "keras.activations", "doc": paragraph(made), "url": PAGES + "layers/activations/", "arguments": {}, "facts": {}}
        for name, made in vars(keras.activations).items()
        if inspect.isfunction(made) and name not in ("get", "serialize", "deserialize")
    }


def _metrics() -> Entries:
    return _of(keras.metrics, keras.metrics.Metric, "metrics", "keras.metrics", "metrics/")


_TABLES: Mapping[str, Callable[[], Entries]] = {
    "activations": _activations,
    "augmentations": _augmentations,
    "callbacks": lambda: _of(keras.callbacks, keras.callbacks.Callback, "callbacks", "keras.callbacks", "callbacks/"),
    "cells": lambda: _layers(lambda name, _: name in CELLS, "cells", "layers/recurrent_layers/"),
    "constraints": lambda: _of(keras.constraints, keras.constraints.Constraint, "constraints", "keras.constraints", "layers/constraints/"),
    "initializers": lambda: _of(
        keras.initializers, keras.initializers.Initializer, "initializers", "keras.initializers", "layers/initializers/"
    ),
    "layers": _plain_layers,
    "loaders": lambda: dict(functions("running/data/loaders")),
    "losses": lambda: _of(keras.losses, keras.losses.Loss, "losses", "keras.losses", "losses/"),
    "metrics": _metrics,
    "optimizers": lambda: _of(keras.optimizers, keras.optimizers.Optimizer, "optimizers", "keras.optimizers", "optimizers/"),
    "preprocessing": _preprocessing,
    "regularizers": lambda: _of(
        keras.regularizers, keras.regularizers.Regularizer, "regularizers", "keras.regularizers", "layers/regularizers/"
    ),
    "schedules": lambda: _of(
        keras.optimizers.schedules, keras.optimizers.schedules.LearningRateSchedule, "schedules", "keras.optimizers.schedules",
        "optimizers/learning_rate_schedules/",
    ),
    "splits": lambda: dict(functions("running/data/splits")),
}  # fmt: skip


def _aliases(table: str, entries: Entries) -> dict[str, str]:
    """Second names that Keras takes for the same thing: `he_normal`, `adam`, `mse`, `MaxPool2D`."""
    module, base = _ALIASED.get(table, (None, object))
    if module is None:
        return {}
    names = {name: made.__name__ for name, made in vars(module).items() if inspect.isclass(made) and issubclass(made, base)}
    names |= {_snake(name): name for name in entries} | {name.lower(): name for name in entries if table == "optimizers"}
    names |= _SHORT.get(table, {})
    return {alias: name for alias, name in names.items() if alias not in entries and name in entries}


_ALIASED: Mapping[str, tuple[Any, type]] = {
    "initializers": (keras.initializers, keras.initializers.Initializer),
    "regularizers": (keras.regularizers, keras.regularizers.Regularizer),
    "constraints": (keras.constraints, keras.constraints.Constraint),
    "layers": (keras.layers, keras.layers.Layer),
    "losses": (keras.losses, keras.losses.Loss),
    "metrics": (keras.metrics, keras.metrics.Metric),
    "optimizers": (keras.optimizers, keras.optimizers.Optimizer),
}
_SHORT: Mapping[str, Mapping[str, str]] = {
    "losses": {
        "mse": "MeanSquaredError",
        "mae": "MeanAbsoluteError",
        "mape": "MeanAbsolutePercentageError",
        "msle": "MeanSquaredLogarithmicError",
    },
    "metrics": {
        "accuracy": "Accuracy", "acc": "Accuracy", "mse": "MeanSquaredError", "mae": "MeanAbsoluteError", "rmse": "RootMeanSquaredError",
        "auc": "AUC", "f1": "F1Score",
    },
    "initializers": {"uniform": "RandomUniform", "normal": "RandomNormal", "one": "Ones", "zero": "Zeros"},
    "regularizers": {"l1": "L1", "l2": "L2", "l1_l2": "L1L2"},
}  # fmt: skip


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
