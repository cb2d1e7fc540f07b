"""Resolved values to a `Spec`, or everything that is wrong with their grammar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.checking.grammar.entries import read_entries, read_one
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec, Training
from specbuild.checking.grammar.tables.spec import SpecTable
from specbuild.checking.grammar.tables.training import Training as TrainingTable
from specbuild.checking.grammar.validate import read_table


def read_spec(values: Mapping[str, Any]) -> tuple[Spec | None, list[Finding]]:
    """Check the grammar of a spec.

    Args:
        values: A spec's values, after inheritance and overrides.

    Returns:
        The spec, None where an error stands in its way; and all that is wrong, in the order of the tables.
    """
    misplaced, values = _lift(values)
    table, findings = read_table(SpecTable, values, ())
    entries, wrong = _entries(SpecTable, values, ())
    below, wrong_below = _entries(TrainingTable, values.get("training", {}), ("training",))
    findings = [*misplaced, *findings, *wrong, *wrong_below]
    findings += _names_twice(values)
    findings += [] if findings else _names_in_network(entries.get("layers", ()))
    if table is None or findings:
        return None, findings
    return _spec(table, entries, below), []


def _lift(values: Mapping[str, Any]) -> tuple[list[Finding], Mapping[str, Any]]:
    """`layers = [...]` below a table header belongs to that table in TOML; say so once, where it happened."""
    findings = []
    lifted = dict(values)
    for key, table in values.items():
        for inner in ("layers", "augmentation", "preprocessing"):
            if isinstance(table, dict) and isinstance(table.get(inner), list) and key != "layers":
                moved = f"move `{inner} = [...]` above the first header, or write `[[{inner}]]`"
                help_ = f"TOML counts what follows a `[{key}]` header to that table: {moved}"
                findings.append(Finding("G010", (key, inner), f"`{inner}` is written inside `[{key}]`", help=help_, about="key"))
                lifted[key] = {name: value for name, value in lifted[key].items() if name != inner}
                lifted.setdefault(inner, table[inner])
    return findings, lifted


def _entries(model: type[BaseModel], values: Any, path: KeyPath) -> tuple[dict[str, Any], list[Finding]]:
    """Every field of a table that holds entries of the catalogue, read against it."""
    read: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        if not isinstance(values, Mapping) or (name not in values and field.is_required()):
            continue
        value = values.get(name, field.default)
        here = (*path, name)
        if "entries" in extra and isinstance(value, list):
            read[name], wrong = read_entries(value, str(extra["entries"]), here)
        elif "entry" in extra and value is not None:
            read[name], wrong = read_one(value, str(extra["entry"]), here)
        else:
            continue
        findings += wrong
    return read, findings


def _names_twice(values: Mapping[str, Any]) -> list[Finding]:
    findings = []
    for key in ("layers", "augmentation", "preprocessing"):
        seen: dict[str, int] = {}
        for index, entry in enumerate(values.get(key, []) if isinstance(values.get(key), list) else []):
            name = entry.get("name") if isinstance(entry, Mapping) else None
            if isinstance(name, str) and name in seen:
                help_ = f"entry {seen[name]} of `{key}` has it already; names are addresses, so each stands for one entry"
                findings.append(Finding("G011", (key, index, "name"), f"the name `{name}` is used twice", help=help_))
            elif isinstance(name, str):
                seen[name] = index
    return findings


def _names_in_network(layers: Sequence[Entry]) -> list[Finding]:
    """Names that repeated layers get (`conv` in the second turn is `conv_2`) may not meet another: Keras tells layers apart by them."""
    findings = []
    seen: set[str] = set()
    for entry in (inner for layer in layers for inner in _unrolled(layer)):
        name = str(entry.options.get("name") or "")
        if name and name in seen:
            help_ = "repeated layers get the number of their turn, such as `conv_2`; choose another name"
            findings.append(Finding("G011", (*entry.path, "name"), f"the network would have two layers with the name `{name}`", help=help_))
        seen.add(name)
    return findings


def _unrolled(entry: Entry) -> Iterator[Entry]:
    """What a layer becomes in the network: the repeated ones, if it repeats any."""
    if not entry.turns:
        yield entry
    for inner in (inner for turn in entry.turns for inner in turn):
        yield from _unrolled(inner)


def _spec(table: SpecTable, entries: Mapping[str, Any], below: Mapping[str, Any]) -> Spec:
    training = table.training
    metrics: tuple[Entry, ...] = below.get("metrics") or ()
    return Spec(
        format=table.format, name=table.name, seed=table.seed, backend=table.backend, task=table.task,
        loader=entries["loader"], split=entries["split"], meaning=table.meaning.model_dump(exclude_none=True),
        augmentation=entries.get("augmentation", ()), preprocessing=entries.get("preprocessing", ()), layers=entries["layers"],
        training=Training(
            epochs=training.epochs, batch_size=training.batch_size, optimizer=below["optimizer"], loss=below.get("loss"), metrics=metrics,
            callbacks=below.get("callbacks", ()), class_weights=training.class_weights, steps_per_execution=training.steps_per_execution,
            resample=training.resample,
        ),
    )  # fmt: skip
