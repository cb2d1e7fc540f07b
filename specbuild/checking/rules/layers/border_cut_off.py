"""Valid padding that cuts off a border."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import CONVOLUTIONS, POOLINGS

CODE = "R304"
SEVERITY = Severity.WARNING
WORDS = (
    "pool_size",
    "strides",
)
REASON = (
    'With `padding = "valid"` a window that does not fit any more is dropped, and with it the last rows and columns. Where the sizes '
    "match that costs nothing; where the map is small, a third of it may go unseen, always at the right and at the bottom. `padding = "
    '"same"` keeps the border, a size that the windows divide has none.'
)
BAD = """
[loader]
size = [20, 20]

[[layers]]
type = "MaxPooling2D"
pool_size = 4

[[layers]]
type = "MaxPooling2D"
pool_size = 3
strides = 3

[[layers]]
type = "Conv2D"
filters = 8
kernel_size = 1
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("size = [20, 20]", "size = [24, 24]")


def find(facts: Facts) -> Iterator[Found]:
    """A strided window after which a third of an axis is left over, or two rows that are a quarter."""
    for layer in facts.stack:
        if layer.type not in CONVOLUTIONS | POOLINGS or layer.arguments.get("padding") != "valid" or not layer.input:
            continue
        for size, wide, stride in zip(layer.input, layer.window, layer.strides, strict=False):
            lost = (size - wide) % stride if isinstance(size, int) else 0
            if lost and (lost * 3 >= size or (lost >= 2 and lost * 4 >= size)):  # type: ignore[operator]
                message = f"windows of {wide} in steps of {stride} leave {lost} of {size} rows unseen"
                yield Found(layer.at("padding"), message, 'write `padding = "same"`, or choose sizes that match')
                break
