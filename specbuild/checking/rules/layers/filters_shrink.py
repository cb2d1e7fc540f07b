"""Filters become fewer as the map becomes smaller."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import POOLINGS, UPSAMPLINGS

CODE = "R320"
SEVERITY = Severity.WARNING
REASON = (
    "Where a pooling shrinks the map, the number of filters usually grows: fewer places, each telling more. Falling to half or less "
    "at the same time throws information away twice, at a point where the network has not yet decided what matters. Shrinking on "
    "purpose, by a 1x1 convolution or in an autoencoder, is something else and is not reported."
)
BAD = """
[[layers]]
type = "Conv2D"
filters = 64
kernel_size = 3
activation = "relu"

[[layers]]
type = "MaxPooling2D"

[[layers]]
type = "Conv2D"
filters = 8
kernel_size = 3
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
[[layers]]
type = "Conv2D"
filters = 32
kernel_size = 3
activation = "relu"

[[layers]]
type = "MaxPooling2D"

[[layers]]
type = "Conv2D"
filters = 64
kernel_size = 3
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""


def find(facts: Facts) -> Iterator[Found]:
    """A convolution behind a pooling that has a third of the filters before it, or fewer."""
    if any(layer.type in UPSAMPLINGS for layer in facts.layers):
        return
    filters, pooled = 0, False
    for layer in facts.layers:
        if layer.entry.strands:  # lists of layers side by side, or around a shortcut, may be as narrow as they like
            filters, pooled = 0, False
        pooled = pooled or layer.type in POOLINGS
        if layer.type not in ("Conv1D", "Conv2D", "Conv3D"):
            continue
        now = layer.arguments["filters"]
        if not isinstance(now, int):  # as many as there are classes
            filters = 0
            continue
        if pooled and now * 3 <= filters and max(layer.window) > 1:
            yield Found(layer.at("filters"), f"{now} filters after {filters}, while the map shrinks too", f"use {filters} or more")
        filters, pooled = now, False
