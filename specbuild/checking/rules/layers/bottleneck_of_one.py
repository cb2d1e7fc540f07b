"""A hidden layer with a single unit."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import CONVOLUTIONS, DENSE, RECURRENT

CODE = "R319"
SEVERITY = Severity.WARNING
REASON = (
    "Everything that the later layers know of a sample has to pass through one number. With ReLU that number may even be 0 for most "
    "samples, and the network then says the same of all of them. If one number was meant to be the answer, nothing with weights "
    "belongs behind it."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("units = 1", "units = 32")


def find(facts: Facts) -> Iterator[Found]:
    """One unit or filter where more layers with weights follow."""
    for layer in facts.hidden:
        if layer.core.type in DENSE | CONVOLUTIONS | RECURRENT:
            for name in ("units", "filters"):
                if layer.core.given.get(name) == 1:
                    yield Found(layer.core.at(name), "all that later layers know has to pass through one number", f"give it more {name}")
