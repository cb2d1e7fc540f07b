"""Boundaries and values that do not match."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R413"
SEVERITY = Severity.ERROR
WORDS = ("PiecewiseConstantDecay",)
REASON = (
    "PiecewiseConstantDecay needs one value more than it has boundaries: the rate before the first, between each two, and after the "
    "last. Keras stops with an error otherwise. The boundaries have to rise, or some values never hold."
)
BAD = """
[training]
optimizer.type = "Adam"
optimizer.learning_rate.type = "PiecewiseConstantDecay"
optimizer.learning_rate.boundaries = [500, 1000]
optimizer.learning_rate.values = [0.001, 0.0001]
"""
GOOD = BAD.replace("0.0001]", "0.0005, 0.0001]")


def find(facts: Facts) -> Iterator[Found]:
    """The wrong number of values, or boundaries that fall."""
    for entry in facts.schedules("PiecewiseConstantDecay"):
        boundaries, values = entry.given["boundaries"], entry.given["values"]
        if not isinstance(boundaries, list | tuple) or not isinstance(values, list | tuple):
            continue
        if len(values) != len(boundaries) + 1:
            message = f"{len(boundaries)} boundaries part training into {len(boundaries) + 1}, and there are {len(values)} values"
            yield Found(entry.at("values"), message, f"give {len(boundaries) + 1} values")
        elif list(boundaries) != sorted(boundaries):
            yield Found(entry.at("boundaries"), "these boundaries do not rise", "put them in rising order")
