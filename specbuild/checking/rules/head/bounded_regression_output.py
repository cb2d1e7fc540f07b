"""A bounded activation on the output of a regression."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R105"
SEVERITY = Severity.WARNING
WORDS = ("regression",)
REASON = (
    "Sigmoid gives numbers between 0 and 1, tanh between -1 and 1. Targets outside of these bounds can never be predicted, however "
    "long training goes on; targets near the bounds need enormous weights. Unless the targets are scaled into the same bounds, the "
    "last layer of a regression has no activation."
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
units = 32
activation = "relu"

[[layers]]
type = "Dense"
units = 1
activation = "sigmoid"
"""
GOOD = BAD.replace('activation = "sigmoid"\n', "")


_BOUNDS = {
    "sigmoid": "0 and 1", "hard_sigmoid": "0 and 1", "sparse_sigmoid": "0 and 1", "tanh": "-1 and 1", "hard_tanh": "-1 and 1",
    "softsign": "-1 and 1", "relu6": "0 and 6",
}  # fmt: skip


def find(facts: Facts) -> Iterator[Found]:
    """A regression whose last layer cannot leave some bounds."""
    last = facts.layers[-1]
    if facts.spec.task.type == "regression" and last.activation in _BOUNDS:
        message = f"with `{last.activation}` this regression can only predict numbers between {_BOUNDS[last.activation]}"
        yield Found(last.path_of_activation, message, "leave the activation out, unless the targets are scaled to these bounds")
