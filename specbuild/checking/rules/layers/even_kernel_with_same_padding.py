"""An even kernel with same padding."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R318"
SEVERITY = Severity.WARNING
WORDS = ("same",)
REASON = (
    'A kernel of even size has no middle. With `padding = "same"` it gets one more row of zeros at one side than at the other, so '
    "each such layer shifts the picture by half a pixel, and several of them by whole ones: edges and positions drift to one side. "
    "Odd kernels do not."
)
BAD = """
[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 4
padding = "same"
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("kernel_size = 4", "kernel_size = 3")


_SHIFTING = ("Conv2D", "Conv3D", "SeparableConv2D", "DepthwiseConv2D")


def find(facts: Facts) -> Iterator[Found]:
    """A convolution over pictures or volumes in steps of 1; with larger steps an even kernel can be the symmetric one."""
    for layer in facts.of(*_SHIFTING):
        even = next((size for size in layer.window if size % 2 == 0), 0)
        if even and layer.arguments.get("padding") == "same" and set(layer.strides) == {1}:
            yield Found(
                layer.at("kernel_size"), f"a kernel of {even} has no middle and shifts the picture", f"use {even - 1} or {even + 1}"
            )
