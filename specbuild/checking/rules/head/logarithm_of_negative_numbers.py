"""A loss that takes a logarithm behind an output that can be negative."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R111"
SEVERITY = Severity.WARNING
WORDS = (
    "Poisson",
    "Logarithmic",
)
REASON = (
    "`Poisson` and `MeanSquaredLogarithmicError` take the logarithm of the prediction. A last layer without an activation gives "
    "negative numbers too: there Poisson becomes not-a-number and the whole network with it, and the logarithmic error clips to 0 and "
    "loses its gradient. `softplus` or `exponential` keep the output positive."
)
BAD = """
# data: { input = [8], targets = 1 }
preprocessing = []

[task]
type = "regression"

[loader]
type = "image_table"
path = "pictures.csv"
file = "picture"
target = "age"
size = [64, 64]

[split]
type = "random"

[[layers]]
type = "Dense"
units = 1

[training]
loss = "Poisson"
"""
GOOD = BAD.replace("units = 1", 'units = 1\nactivation = "softplus"')


_POSITIVE = ("softplus", "exponential", "sigmoid", "hard_sigmoid", "relu", "relu6", "squareplus", "softmax")


def find(facts: Facts) -> Iterator[Found]:
    """A loss for positive numbers, and a head that gives others."""
    loss, last = facts.spec.training.loss, facts.layers[-1]
    if loss and loss.type in ("Poisson", "MeanSquaredLogarithmicError") and last.activation not in _POSITIVE:
        message = f"`{loss.type}` takes the logarithm of the output, which can be negative here"
        yield Found(loss.path, message, 'give the last layer `activation = "softplus"`')
