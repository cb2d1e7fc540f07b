"""Flatten of what is flat already."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R306"
SEVERITY = Severity.WARNING
WORDS = ("Flatten",)
REASON = (
    "After a global pooling, a recurrent layer or a Dense on a flat input each sample is one row of numbers already, and `Flatten` "
    "changes nothing. It is harmless, but mostly tells that a global pooling and a `Flatten` were meant as alternatives, and the "
    "network is not the one its author has in mind."
)
BAD = """
[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""


def find(facts: Facts) -> Iterator[Found]:
    """A Flatten behind a layer that gives one axis; a Flatten of the samples themselves may await other data."""
    for before, layer in facts.neighbours:
        if layer.type == "Flatten" and len(layer.input) == 1 and before.input != ():
            yield Found(layer.at(), f"`{before.type}` gives one axis already: this `Flatten` changes nothing", "remove it")
