"""A loss for numbers on a task about classes."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R108"
SEVERITY = Severity.WARNING
WORDS = (
    "Error",
    "Huber",
    "LogCosh",
)
REASON = (
    "Squared and absolute errors between probabilities and 0 or 1 are flat where the network is wrong and sure of it: the sigmoid or "
    "softmax before them has almost no slope there, so the worst mistakes are corrected most slowly. Cross-entropy cancels that slope "
    "exactly and is the loss that probabilities call for."
)
BAD = """
[task]
type = "binary"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1
activation = "sigmoid"

[training]
loss = "MeanSquaredError"
"""
GOOD = BAD.replace('loss = "MeanSquaredError"', 'loss = "BinaryCrossentropy"')


_FOR_NUMBERS = ("MeanSquaredError", "MeanAbsoluteError", "Huber", "LogCosh")


def find(facts: Facts) -> Iterator[Found]:
    """A loss of regression beside a task about classes."""
    loss = facts.spec.training.loss
    if loss and facts.spec.task.type != "regression" and loss.type in _FOR_NUMBERS:
        message = f"`{loss.type}` hardly corrects a network that is wrong and sure of it"
        yield Found(loss.path, message, "leave `loss` out: cross-entropy follows from the task")
