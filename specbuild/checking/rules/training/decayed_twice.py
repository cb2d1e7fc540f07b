"""Weights that are decayed twice."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R414"
SEVERITY = Severity.WARNING
WORDS = ("kernel_regularizer",)
REASON = (
    "`weight_decay` of the optimizer shrinks every weight at each step; an L2 regularizer adds a gradient that does the same, which "
    "Adam then divides by its own estimate and so distorts. Both together are stronger than either number says, and nobody can tell "
    "which does what. With Adam prefer `weight_decay`."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64
activation = "relu"
kernel_regularizer = { type = "L2", l2 = 0.001 }

[[layers]]
type = "Dense"
units = "classes"

[training]
optimizer = { type = "AdamW", weight_decay = 0.004 }
"""
GOOD = BAD.replace('kernel_regularizer = { type = "L2", l2 = 0.001 }\n', "")


def find(facts: Facts) -> Iterator[Found]:
    """An L2 regularizer of a kernel beside an optimizer with weight decay."""
    optimizer = facts.spec.training.optimizer
    if not optimizer.arguments.get("weight_decay"):
        return
    for entry in facts.entries:
        if entry.table == "regularizers" and entry.path[-1:] == ("kernel_regularizer",) and entry.type.lower().startswith("l2"):
            message = f"`{optimizer.type}` decays the weights already: with this they are decayed twice"
            yield Found(entry.path, message, "keep one: `weight_decay` with Adam, the regularizer with plain SGD")
