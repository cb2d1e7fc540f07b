"""A penalty that outweighs the task."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R332"
SEVERITY = Severity.WARNING
WORDS = (
    "l1",
    "l2",
)
REASON = (
    "An L1 or L2 factor is multiplied with the sum over all weights of the layer and added to the loss. At 0.1 and above that sum is "
    "larger than the loss of the task: the cheapest thing for the network is to set the weights to 0 and answer the same for every "
    "sample. Factors from 0.00001 to 0.01 are usual."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64
activation = "relu"
kernel_regularizer = { type = "L2", l2 = 0.5 }

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("l2 = 0.5", "l2 = 0.001")


LIMIT = 0.1


def find(facts: Facts) -> Iterator[Found]:
    """Factors of 0.1 and above, in regularizers and in ActivityRegularization."""
    for entry in facts.entries:
        if entry.table == "regularizers" or entry.type == "ActivityRegularization":
            for name in ("l1", "l2"):
                factor = entry.given.get(name)
                if isinstance(factor, int | float) and factor >= LIMIT:
                    yield Found(entry.at(name), f"a penalty of {factor:g} outweighs the loss of the task", "0.0001 is a usual start")
