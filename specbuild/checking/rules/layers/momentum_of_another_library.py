"""A momentum of moving statistics that forgets at once."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R340"
SEVERITY = Severity.WARNING
WORDS = ("momentum",)
REASON = (
    "Keras keeps `momentum` of the moving mean and variance and adds the rest from the newest batch: 0.99 is its default. PyTorch "
    "counts the other way round, and its 0.1 is 0.9 here. With less than a half, evaluation normalizes by the last batch or two, and "
    "its numbers jump from epoch to epoch."
)
BAD = """
[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
use_bias = false

[[layers]]
type = "BatchNormalization"
momentum = 0.1

[[layers]]
type = "ReLU"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("momentum = 0.1", "momentum = 0.9")


def find(facts: Facts) -> Iterator[Found]:
    """A BatchNormalization whose moving statistics are mostly those of the newest batch."""
    for layer in facts.of("BatchNormalization"):
        momentum = layer.arguments["momentum"]
        if momentum < 0.5:
            message = f"the moving statistics are {1 - momentum:.0%} those of the newest batch"
            yield Found(layer.at("momentum"), message, f"write `momentum = {1 - momentum:g}` if this is PyTorch's {momentum:g}")
