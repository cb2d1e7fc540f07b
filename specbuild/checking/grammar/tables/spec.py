"""The top level of a spec."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from specbuild.checking.grammar.tables.meaning import Meaning
from specbuild.checking.grammar.tables.strict import Named, Table, entries, entry
from specbuild.checking.grammar.tables.task import Task
from specbuild.checking.grammar.tables.training import Training


def _no_number(value: Any) -> Any:
    """Truth values as words: to Python `true` is 1, to TOML it is none."""
    return str(value).lower() if isinstance(value, bool) else value


class SpecTable(Table):
    """An experiment: what is predicted, how data is loaded, split and augmented, the stack of layers, and how it is trained."""

    format: Annotated[Literal[1], BeforeValidator(_no_number)]
    """Version of the spec language."""

    name: Named
    """Name of the experiment; its runs go to `runs/<name>/`."""

    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0
    """Where all randomness of the run starts: weights, order, augmentation, dropout. The split has a seed of its own."""

    backend: Literal["tensorflow", "jax", "torch", "auto"] = "auto"
    """What Keras computes with; `auto` chooses by what is installed and by the hardware."""

    extends: str | None = None
    """A spec to start from, relative to this file; the keys given here win."""

    unset: list[str] | None = None
    """Dotted keys of the base that this spec does not take over."""

    task: Task
    """What is predicted."""

    loader: Any = entry("loaders")
    """How the data is read."""

    split: Any = entry("splits", default={"type": "random"})
    """Which rows are for training, validation and test."""

    meaning: Meaning = Meaning()
    """What carries meaning in the data, and may not be changed by augmentation."""

    augmentation: list[Any] = entries("augmentations", default=[])
    """Random changes of the training rows, and of them only, in this order."""

    preprocessing: list[Any] = entries("preprocessing", default=[])
    """First layers of the model, fitted on the training rows."""

    layers: list[Any] = entries("layers", min_length=1)
    """The network, from input to output."""

    training: Training = Training()
    """How the network is trained."""
