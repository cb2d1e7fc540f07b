"""`[training]`: how the network is trained."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from specbuild.checking.grammar.tables.strict import Positive, Table, entries, entry


class Training(Table):
    """How the network is trained; what is left out follows from the task and the head of the network."""

    epochs: Positive = 10
    """How often all training rows are seen."""

    batch_size: Positive = 32
    """Rows in one training step."""

    optimizer: Any = entry("optimizers", default="Adam")
    """The optimizer: a name, or a table with its `type` and arguments."""

    loss: Any = entry("losses", default=None)
    """The loss; left out, it follows from the task and the head."""

    metrics: list[Any] | None = entries("metrics", default=None)
    """What is measured beside the loss; left out, it follows from the task."""

    callbacks: list[Any] = entries("callbacks", default=[])
    """Keras callbacks, such as `EarlyStopping`."""

    class_weights: Literal["balanced"] | dict[str, Annotated[float, Field(gt=0)]] | None = None
    """`"balanced"`, or a weight for each class by its name; rare classes can be made to count more."""

    resample: Literal["balanced"] | None = None
    """`"balanced"` repeats the rows of rare classes, drawn anew in every epoch, until all classes are equally frequent."""

    steps_per_execution: Positive | Literal["auto"] = "auto"
    """Training steps that run between two returns to Python; more is faster for tiny networks."""
