"""Dropout after the last layer."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import DROPOUTS

CODE = "R114"
SEVERITY = Severity.WARNING
WORDS = ("Dropout",)
REASON = (
    "Dropout sets outputs to 0 at random while training. After the last layer these are the predictions themselves: a share of the "
    "answers is thrown away and counted as wrong, whatever the network knows, which adds noise to the loss and nothing to "
    "generalisation. Put it before the last layer."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"

[[layers]]
type = "Dropout"
rate = 0.5
"""
GOOD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dropout"
rate = 0.5

[[layers]]
type = "Dense"
units = "classes"
"""


def find(facts: Facts) -> Iterator[Found]:
    """A dropout behind the last layer with weights, unless a global pooling still averages over many of its numbers."""
    behind = facts.behind
    if any(len(layer.input) > 1 and len(layer.output) == 1 for layer in behind):
        return
    for layer in behind:
        if layer.type in DROPOUTS:
            yield Found(
                layer.at(), f"`{layer.type}` after the last layer throws predictions away at random", "move it before the last layer"
            )
