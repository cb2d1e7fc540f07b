"""One Dense layer holds nearly all parameters."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.plan.plan import Shape
from specbuild.checking.plan.size import below

CODE = "R310"
SEVERITY = Severity.WARNING
WORDS = ("Flatten",)
REASON = (
    "A Dense layer behind the `Flatten` of a large map has a weight for every number of the map and every unit, millions of them. "
    "They are where the network learns rows by heart, they make the file and the optimizer's memory large, and they must learn anew "
    "at every place what a convolution learns once. A global pooling, or one more pooling before the `Flatten`, cuts them by far."
)
BAD = """
[loader]
size = [180, 180]

[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
padding = "same"
activation = "relu"

[[layers]]
type = "MaxPooling2D"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 128
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('type = "Flatten"', 'type = "GlobalAveragePooling2D"')


SHARE, LEAST, LEAST_WIDER = 0.9, 4_000_000, 500_000


def find(facts: Facts) -> Iterator[Found]:
    """A Dense on a flattened map with nine tenths of all parameters, and enough to matter; fewer do if it is wider than the map."""
    total = sum(layer.parameters for layer in facts.stack)
    shape: Shape = ()  # of the map that was flattened
    for layer in facts.layers:
        if layer.type == "Flatten" and len(layer.input) > 1:
            shape = layer.input
        if layer.type != "Dense" or len(shape) <= 1 or not layer.input:
            continue
        wider = below(layer.input[-1], layer.output[-1])
        if layer.parameters >= max(LEAST_WIDER if wider else LEAST, SHARE * total):
            pooling = f"`GlobalAveragePooling{len(shape) - 1}D`" if len(shape) <= 4 else "a global pooling"
            message = f"this layer holds {layer.parameters / total:.0%} of all parameters: {layer.parameters:,} of {total:,}"
            yield Found(layer.at("units"), message, f"use {pooling} instead of `Flatten`, fewer `units`, or another pooling before")
