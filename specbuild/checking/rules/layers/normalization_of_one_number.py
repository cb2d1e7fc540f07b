"""A normalization of a single number."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R333"
SEVERITY = Severity.ERROR
WORDS = ("LayerNormalization",)
REASON = (
    "LayerNormalization subtracts the mean of the axis and divides by its spread. Over an axis of one number the mean is that number: "
    "the result is 0 for every sample, and all information is gone. On pictures with one channel `axis = -1` is such an axis. "
    "Training runs, and learns nothing but the frequency of the classes."
)
BAD = """
[loader]
color_mode = "grayscale"

[[layers]]
type = "LayerNormalization"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('type = "LayerNormalization"', 'type = "LayerNormalization"\naxis = [1, 2, 3]')


def find(facts: Facts) -> Iterator[Found]:
    """A normalization within the sample, over axes that hold one number together."""
    for layer in facts.of("LayerNormalization"):
        axes = layer.arguments["axis"]
        sizes = [layer.input[axis - 1 if axis > 0 else axis] for axis in ([axes] if isinstance(axes, int) else axes) if layer.input]
        if sizes and all(size == 1 for size in sizes):
            yield Found(
                layer.at("axis"),
                f"`{layer.type}` over a single number gives 0 for every sample",
                "name more axes, such as `axis = [1, 2, 3]`",
            )
