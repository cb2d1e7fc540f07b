"""A cosine similarity of one number."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R118"
SEVERITY = Severity.ERROR
WORDS = ("CosineSimilarity",)
REASON = (
    "The cosine of the angle between two vectors of one number each is 1 or -1: whether their signs agree. It has no gradient, so "
    "that the network stays as it was drawn. The loss is for targets of several numbers whose direction counts."
)
BAD = """
preprocessing = []

[task]
type = "regression"

[loader]
type = "table"
path = "rows.csv"
target = "y"

[split]
type = "random"
validation = 0.2

[[layers]]
type = "Dense"
units = 16
activation = "relu"

[[layers]]
type = "Dense"
units = 1

[training]
loss = "CosineSimilarity"
"""
GOOD = BAD.replace("CosineSimilarity", "MeanSquaredError")


def find(facts: Facts) -> Iterator[Found]:
    """The loss, over a network that gives one number."""
    loss = facts.spec.training.loss
    if loss is not None and loss.type == "CosineSimilarity" and facts.plan.output == (1,):
        message = "between single numbers the cosine is 1 or -1, and has no gradient to learn from"
        yield Found(loss.at(), message, "take `MeanSquaredError`, `MeanAbsoluteError` or `Huber`")
