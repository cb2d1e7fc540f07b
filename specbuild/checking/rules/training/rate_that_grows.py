"""A decay that makes the rate grow."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R412"
SEVERITY = Severity.WARNING
WORDS = ("Decay",)
REASON = (
    "ExponentialDecay multiplies the rate by `decay_rate` every `decay_steps`. Above 1 the rate grows without end, until training "
    "breaks down; at exactly 1 it stays. Usual are 0.9 to 0.99."
)
BAD = """
[training]
optimizer.type = "Adam"
optimizer.learning_rate.type = "ExponentialDecay"
optimizer.learning_rate.initial_learning_rate = 0.001
optimizer.learning_rate.decay_steps = 1000
optimizer.learning_rate.decay_rate = 1.1
"""
GOOD = BAD.replace("optimizer.learning_rate.decay_rate = 1.1", "optimizer.learning_rate.decay_rate = 0.9")


def find(facts: Facts) -> Iterator[Found]:
    """An exponential decay of 1 or more, an inverse one of less than 0, a floor above the start."""
    for entry in facts.schedules("ExponentialDecay", "PolynomialDecay"):
        if entry.type == "ExponentialDecay" and entry.given["decay_rate"] >= 1:
            yield Found(
                entry.at("decay_rate"),
                f"a decay of {entry.given['decay_rate']:g} makes the rate grow, not fall",
                "use a number below 1",
            )
        elif entry.type == "PolynomialDecay" and entry.arguments["end_learning_rate"] > entry.arguments["initial_learning_rate"]:
            name = "end_learning_rate" if "end_learning_rate" in entry.given else "initial_learning_rate"
            yield Found(entry.at(name), "the rate ends higher than it begins", "let `end_learning_rate` be the lower of the two")
