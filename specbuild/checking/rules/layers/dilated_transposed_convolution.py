"""A dilated transposed convolution, which TensorFlow has on some processors only."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import numbers

CODE = "R347"
SEVERITY = Severity.WARNING
WORDS = ("dilation_rate",)
REASON = (
    "On a processor for which TensorFlow's oneDNN is off, such as one without AVX-512, its transposed convolutions have no dilation, and "
    "training stops with an error in the first step. JAX, torch and other processors have it: the spec would run on one machine and not "
    "on the next."
)
BAD = """
[[layers]]
type = "Conv2DTranspose"
filters = 8
kernel_size = 3
dilation_rate = 2
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("dilation_rate = 2", "dilation_rate = 1")
RANKS = {"Conv1DTranspose": 1, "Conv2DTranspose": 2, "Conv3DTranspose": 3}


def find(facts: Facts) -> Iterator[Found]:
    """A transposed convolution whose kernel is spread out, where the backend is or may be TensorFlow."""
    for layer in facts.stack if facts.spec.backend in ("tensorflow", "auto") else ():
        rank = RANKS.get(layer.core.type)
        if rank is not None and max(numbers(layer.core.arguments["dilation_rate"], rank)) > 1:
            message = f"TensorFlow has no dilation for `{layer.core.type}` on many processors"
            yield Found(layer.core.at("dilation_rate"), message, 'use a larger kernel, or write `backend = "jax"` or `"torch"`')
