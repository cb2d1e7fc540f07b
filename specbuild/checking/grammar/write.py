"""A `Spec` as plain values again, with every default filled in: what `resolved.toml` holds. Reading them gives the same spec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from specbuild.catalogue import read
from specbuild.catalogue.entry import Argument
from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec, Training


def write_spec(spec: Spec) -> dict[str, Any]:
    """The values of a spec, every default included; what Python calls None is "none" where a spec may say so, and left out elsewhere."""
    values = {
        "format": spec.format,
        "name": spec.name,
        "seed": spec.seed,
        "backend": spec.backend,
        "task": spec.task.model_dump(),
        "loader": _entry(spec.loader),
        "split": _entry(spec.split),
        "meaning": dict(spec.meaning),
        "augmentation": [_entry(entry) for entry in spec.augmentation],
        "preprocessing": [_entry(entry) for entry in spec.preprocessing],
        "layers": [_entry(entry) for entry in spec.layers],
        "training": _training(spec.training),
    }
    return {key: value for key, value in values.items() if value not in ({}, [])}


def _training(training: Training) -> dict[str, Any]:
    values: dict[str, Any] = {
        "epochs": training.epochs,
        "batch_size": training.batch_size,
        "optimizer": _value(training.optimizer),
        "loss": _value(training.loss) if training.loss else None,
        "metrics": [_value(metric) for metric in training.metrics],
        "class_weights": training.class_weights,
        "resample": training.resample,
        "steps_per_execution": training.steps_per_execution,
        "callbacks": [_entry(callback) for callback in training.callbacks],
    }
    return {key: value for key, value in values.items() if value is not None and value != []}


def _entry(entry: Entry) -> dict[str, Any]:
    known = entry.known
    arguments = {name: _argument(known.arguments[name], value) for name, value in entry.arguments.items() if name not in entry.elsewhere}
    options = {name: value for name, value in entry.options.items() if value is not None}
    return {"type": entry.type, **options, **{name: value for name, value in arguments.items() if value is not None}}


def _argument(argument: Argument, value: Any) -> Any:
    table = next((str(kind["table"]) for kind in argument.kinds if "table" in kind), None)
    if table and isinstance(value, str):  # a default such as "glorot_uniform" names an entry, as a written one does
        value = Entry(read.table(table).aliases.get(value, value), table, {})
    return ("none" if argument.none else None) if value is None else _value(value)


def _value(value: Any) -> Any:
    if isinstance(value, Entry):
        written = _entry(value)
        return written if len(written) > 1 else value.type
    if isinstance(value, list | tuple):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _value(item) for key, item in value.items()}
    return "none" if value is None else value


def leaves(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The key path of every value that holds no other."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path
