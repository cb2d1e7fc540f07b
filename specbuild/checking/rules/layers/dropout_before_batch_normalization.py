"""Dropout right before a BatchNormalization."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import DROPOUTS

CODE = "R307"
SEVERITY = Severity.WARNING
WORDS = ("BatchNormalization",)
REASON = (
    "Dropout changes the variance of what passes through it, while training only. A BatchNormalization behind it learns that larger "
    "variance for its moving average, and divides by it at prediction time, when nothing is dropped: the network is used under other "
    "statistics than it was trained with. Put Dropout after the normalizations, best right before the last layer."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dropout"
rate = 0.5

[[layers]]
type = "BatchNormalization"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "BatchNormalization"

[[layers]]
type = "Dropout"
rate = 0.5

[[layers]]
type = "Dense"
units = "classes"
"""


def find(facts: Facts) -> Iterator[Found]:
    """A dropout that a BatchNormalization follows at once."""
    for layer, after in facts.neighbours:
        if layer.type in DROPOUTS and after.type == "BatchNormalization":
            yield Found(
                layer.at(),
                "Dropout before `BatchNormalization` makes its statistics wrong for prediction",
                "put it after the normalization",
            )
