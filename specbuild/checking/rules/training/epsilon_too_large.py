"""An epsilon that takes Adam's place."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R426"
SEVERITY = Severity.WARNING
WORDS = ("epsilon",)
REASON = (
    "Adam divides by the size of the gradient plus `epsilon`, which only keeps it from dividing by 0. Gradients are often smaller "
    "than 0.001: with a larger epsilon all steps are divided by about the same number, and Adam becomes SGD with a tiny rate."
)
BAD = """
[training]
optimizer = { type = "Adam", learning_rate = 0.001, epsilon = 0.5 }
"""
GOOD = BAD.replace("epsilon = 0.5", "epsilon = 0.0000001")


def find(facts: Facts) -> Iterator[Found]:
    """An epsilon of 0.1 and more for an optimizer that scales its steps; Inception's 1.0 came with rates a hundred times higher."""
    optimizer = facts.spec.training.optimizer
    epsilon, rate = optimizer.given.get("epsilon"), optimizer.arguments.get("learning_rate")
    if isinstance(epsilon, int | float) and epsilon >= 0.1 and isinstance(rate, int | float) and rate < 0.01:
        yield Found(optimizer.at("epsilon"), f"`epsilon = {epsilon:g}` is larger than most gradients", "1e-7 is usual")
