"""A stride that steps over pixels."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import CONVOLUTIONS, POOLINGS, numbers

CODE = "R302"
SEVERITY = Severity.WARNING
WORDS = ("strides",)
REASON = (
    "A window that moves further than it is wide leaves gaps: with a kernel of 3 and strides of 5, more than half of the pixels are "
    "never looked at by any weight. What stands there cannot influence the prediction. A kernel at least as large as the stride looks "
    "at everything."
)
BAD = """
[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
strides = 5
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("kernel_size = 3", "kernel_size = 5")


def find(facts: Facts) -> Iterator[Found]:
    """A convolution or pooling whose stride exceeds its window; a 1x1 projection with stride 2 is a common thing in residual blocks."""
    for layer in facts.stack:
        if layer.type not in CONVOLUTIONS | POOLINGS:
            continue
        sizes, strides = layer.window, layer.strides
        dilation = numbers(layer.arguments.get("dilation_rate", 1), len(sizes))
        if any(stride > (size - 1) * wide + 1 for size, stride, wide in zip(sizes, strides, dilation, strict=False)) and max(sizes) > 1:
            message = f"strides of {_by(strides)} step over part of what windows of {_by(sizes)} could see"
            name = "kernel_size" if layer.type in CONVOLUTIONS else "pool_size"
            yield Found(layer.at("strides"), message, f"make `{name}` at least as large as `strides`")


def _by(sizes: tuple[int, ...]) -> str:
    return "x".join(map(str, sizes))
