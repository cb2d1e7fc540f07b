"""One number for each channel, by accident."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import CONVOLUTIONS, POOLINGS

CODE = "R337"
SEVERITY = Severity.WARNING
WORDS = ("Flatten",)
REASON = (
    "Where kernels and poolings without padding have eaten the whole map before a `Flatten`, each filter sees the picture once: no "
    "place is left to compare with another. It works for one size of picture only and mostly means that the stack was made for larger "
    "pictures. A global pooling says it openly and takes any size."
)
BAD = """
[loader]
size = [10, 10]

[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
activation = "relu"

[[layers]]
type = "MaxPooling2D"

[[layers]]
type = "Conv2D"
filters = 32
kernel_size = 3
activation = "relu"

[[layers]]
type = "MaxPooling2D"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("size = [10, 10]", "size = [32, 32]")


def find(facts: Facts) -> Iterator[Found]:
    """A map of one place in front of a Flatten, made by a window and not by a global pooling."""
    for before, layer in facts.neighbours:
        if layer.type == "Flatten" and before.type in CONVOLUTIONS | POOLINGS and len(layer.input) > 2 and set(layer.input[:-1]) == {1}:
            yield Found(
                before.at(),
                "after this layer one place is left of the whole map",
                'use `padding = "same"`, fewer poolings, or a global pooling',
            )
