"""Strides that TensorFlow cannot take in a depthwise convolution."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import numbers

CODE = "R345"
SEVERITY = Severity.ERROR
WORDS = ("strides",)
REASON = (
    "On TensorFlow a depthwise convolution, and so a separable one, moves by the same stride in both directions or stops with an "
    'error in the first step. JAX and torch have no such bound. With `backend = "auto"` the spec would run on one machine and not on '
    "the next."
)
BAD = """
[[layers]]
type = "DepthwiseConv2D"
kernel_size = 3
strides = [1, 2]

[[layers]]
type = "ReLU"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("[1, 2]", "[2, 2]")


def find(facts: Facts) -> Iterator[Found]:
    """A depthwise convolution with two strides, where the backend is or may be TensorFlow."""
    for layer in facts.stack if facts.spec.backend in ("tensorflow", "auto") else ():
        if layer.core.type in ("DepthwiseConv2D", "SeparableConv2D") and len(set(numbers(layer.core.arguments["strides"], 2))) > 1:
            message = f"TensorFlow moves a `{layer.core.type}` by the same stride in both directions only"
            yield Found(
                layer.core.at("strides"), message, 'use equal strides and a pooling of `[1, 2]`, or write `backend = "jax"` or `"torch"`'
            )
