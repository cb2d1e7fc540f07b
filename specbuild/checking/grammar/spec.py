"""The spec, once its grammar is known to be right: what the plan, the rules and the running half work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.tables.task import Task


@dataclass(frozen=True, slots=True)
class Training:
    """How the network is trained. What is None or empty here is derived from the task and the head."""

    epochs: int
    batch_size: int
    optimizer: Entry
    loss: Entry | None
    metrics: tuple[Entry, ...]
    callbacks: tuple[Entry, ...]
    class_weights: str | Mapping[str, float] | None  # "balanced", or a number for each class
    steps_per_execution: int | str  # a number, or "auto"
    resample: str | None = None  # "balanced"


@dataclass(frozen=True, slots=True)
class Spec:
    """A whole spec. `split` is an entry of the table "splits", `loader` of "loaders"."""

    format: int
    name: str
    seed: int
    backend: str
    task: Task
    loader: Entry
    split: Entry
    meaning: Mapping[str, Any]
    augmentation: tuple[Entry, ...]
    preprocessing: tuple[Entry, ...]
    layers: tuple[Entry, ...]
    training: Training
