"""Nesterov without momentum."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R416"
SEVERITY = Severity.WARNING
WORDS = ("nesterov",)
REASON = (
    "Nesterov's method looks ahead along the momentum before it takes the gradient. Without momentum there is nothing to look ahead "
    "along: it is plain SGD, and the setting has no effect. `momentum = 0.9` is usual."
)
BAD = """
[training]
optimizer = { type = "SGD", learning_rate = 0.01, nesterov = true }
"""
GOOD = BAD.replace("nesterov = true", "momentum = 0.9, nesterov = true")


def find(facts: Facts) -> Iterator[Found]:
    """SGD with `nesterov` and a momentum of 0."""
    optimizer = facts.spec.training.optimizer
    if optimizer.type == "SGD" and optimizer.given.get("nesterov") is True and not optimizer.arguments.get("momentum"):
        yield Found(optimizer.at("nesterov"), "without momentum `nesterov` has no effect", "add `momentum = 0.9`")
