"""Many filters on large pictures."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R602"
SEVERITY = Severity.WARNING
REASON = (
    "The work of a convolution grows with the number of pixels times its filters, and each filter's output is as large as the "
    "picture. Dozens of filters on pictures of a million pixels make one layer cost more than all others together, for edges and "
    "colours that a smaller picture shows as well. Start with strides of 2, or load smaller pictures."
)
BAD = """
[loader]
size = [1024, 1024]

[[layers]]
type = "Conv2D"
filters = 64
kernel_size = 3
padding = "same"
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
[loader]
size = [1024, 1024]

[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
strides = 2
padding = "same"
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""


LIMIT = 100_000_000  # bytes of one layer's output for one picture


def find(facts: Facts) -> Iterator[Found]:
    """A layer whose output for a single picture takes 100 MB or more; that of a backbone is spread over hundreds of layers."""
    for layer in facts.layers:
        size = layer.step.activation_bytes if layer.step else None
        if isinstance(size, int) and size >= LIMIT and len(layer.output) == 3 and layer.core.type != "Backbone":
            message = f"the output of this layer takes {size / 1e6:,.0f} MB for a single picture"
            yield Found(layer.at(), message, "load smaller pictures, or begin with `strides = 2`")
