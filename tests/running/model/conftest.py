"""Small specs, built without a catalogue of loaders or a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec, Training
from specbuild.checking.grammar.tables.task import Task

Row = tuple[str, dict[str, Any]]


def entries(table: str, key: str, rows: Sequence[Row]) -> tuple[Entry, ...]:
    def read(value: Any) -> Any:
        return Entry(value, "activations", {}) if isinstance(value, str) and value in ("relu", "softmax") else value

    return tuple(
        Entry(type_, table, {name: read(value) for name, value in given.items() if name != "called"}, _options(given), (key, place))
        for place, (type_, given) in enumerate(rows)
    )


def _options(given: dict[str, Any]) -> dict[str, Any]:
    return {"name": given["called"]} if "called" in given else {}


@pytest.fixture(scope="session")
def spec() -> Callable[..., Spec]:
    """Makes a spec of rows: `spec([("Dense", {"units": 1})], preprocessing=[...])`; `called` is the option `name`."""

    def make(layers: Sequence[Row], preprocessing: Sequence[Row] = (), seed: int = 7) -> Spec:
        training = Training(1, 8, Entry("Adam", "optimizers", {}), None, (), (), None, 1)
        loader, split = Entry("bundled", "loaders", {"name": "digits"}), Entry("random", "splits", {})
        before, after = entries("preprocessing", "preprocessing", preprocessing), entries("layers", "layers", layers)
        return Spec(1, "small", seed, "auto", Task(type="multiclass"), loader, split, {}, (), before, after, training)

    return make
