"""A pooling of single places."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import POOLINGS

CODE = "R317"
SEVERITY = Severity.WARNING
WORDS = ("Pooling",)
REASON = (
    "A window of one place has nothing to choose from: `pool_size = 1` passes everything on, or with strides only skips rows and "
    "columns. On a map that has shrunk to one place every pooling is like that. Mostly one pooling too many, or a slip."
)
BAD = """
[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
activation = "relu"

[[layers]]
type = "MaxPooling2D"
pool_size = 1

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("pool_size = 1", "pool_size = 2")


def find(facts: Facts) -> Iterator[Found]:
    """A pooling, global ones included, that keeps every number."""
    for layer in facts.layers:
        if layer.type in POOLINGS and set(layer.window) == {1}:
            yield Found(layer.at("pool_size"), "a pooling of single places keeps everything as it is", "use `pool_size = 2`, or remove it")
        elif layer.type in POOLINGS and set(layer.input[:-1]) == {1}:
            yield Found(layer.at(), "the map has one place already: there is nothing to pool", "remove it")
