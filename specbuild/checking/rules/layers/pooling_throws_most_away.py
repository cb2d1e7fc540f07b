"""A pooling that throws most of the picture away."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import POOLINGS, rank_of

CODE = "R303"
SEVERITY = Severity.WARNING
WORDS = (
    "pool_size",
    "strides",
)
REASON = (
    "A pooling keeps one number of each window. With windows of 2x2 three quarters go, and the next convolution can make up for it "
    "with more filters; with 5x5 or larger 96 % go at once, and with them where in the picture anything was. Several small poolings "
    "with convolutions between them reach the same size and learn what to keep."
)
BAD = """
[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
padding = "same"
activation = "relu"

[[layers]]
type = "MaxPooling2D"
pool_size = 8

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("pool_size = 8", "pool_size = 2")


MOST = {1: 8, 2: 4, 3: 4}  # places along an axis that may become one; a series has one axis only


def find(facts: Facts) -> Iterator[Found]:
    """A pooling of large strides that leaves a map and not a single place, which would be a global pooling by hand."""
    for layer in facts.of(*POOLINGS):
        if max(layer.strides) > MOST[rank_of(layer.type)] and not all(size == 1 for size in layer.output[:-1]):
            share = 1 - 1 / prod(layer.strides)
            message = f"this pooling throws {share:.0%} of the numbers away at once"
            where = "strides" if "strides" in layer.entry.given else "pool_size"
            yield Found(layer.at(where), message, "use several poolings of 2 with convolutions between them")
