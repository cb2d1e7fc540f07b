"""BatchNormalization along an axis that is not the channels."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R334"
SEVERITY = Severity.WARNING
WORDS = ("axis",)
REASON = (
    "Channels come last in specbuild. `axis = 1`, right where they come first, normalizes every row of the picture by itself: other "
    "means and scales for the top than for the bottom, as many parameters as there are rows, and a network that depends on where in "
    "the picture a thing stands."
)
BAD = """
[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
use_bias = false

[[layers]]
type = "BatchNormalization"
axis = 1

[[layers]]
type = "ReLU"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("axis = 1\n", "")


def find(facts: Facts) -> Iterator[Found]:
    """An axis that is neither -1 nor the last."""
    for layer in facts.of("BatchNormalization", "GroupNormalization"):
        axis = layer.arguments["axis"]
        if layer.input and isinstance(axis, int) and axis not in (-1, len(layer.input)):
            yield Found(layer.at("axis"), f"the channels are the last axis, and this normalizes axis {axis}", "remove `axis`")
