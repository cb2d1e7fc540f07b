"""A kernel larger than what it looks at."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import CONVOLUTIONS

CODE = "R305"
SEVERITY = Severity.WARNING
WORDS = ("same",)
REASON = (
    'With `padding = "same"` a kernel may be larger than the map it slides over: most of its weights then only ever meet the zeros of '
    "the padding. They cost memory and time and learn nothing. It is a sign of one pooling too many, or of a kernel made for larger "
    "pictures."
)
BAD = """
[loader]
size = [8, 8]

[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 11
padding = "same"
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("kernel_size = 11", "kernel_size = 3")


def find(facts: Facts) -> Iterator[Found]:
    """A kernel that is wider than the map along some axis; each weight of a 3x3 on a 2x2 still meets a pixel somewhere."""
    for layer in facts.of(*CONVOLUTIONS):
        sizes = layer.window
        small = [
            size
            for size, kernel in zip(layer.input, sizes, strict=False)
            if isinstance(size, int) and size < kernel and (size, kernel) != (2, 3)
        ]
        if layer.arguments.get("padding") == "same" and small:
            message = f"a kernel of {max(sizes)} looks at a map of {small[0]}: most of its weights only meet padding"
            yield Found(layer.at("kernel_size"), message, "use a smaller kernel, or fewer poolings before it")
