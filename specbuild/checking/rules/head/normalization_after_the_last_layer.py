"""A normalization after the last layer."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R113"
SEVERITY = Severity.WARNING
WORDS = ("Normalization",)
REASON = (
    "A normalization of the outputs rescales the predictions by the statistics of the batch: what the network says of one sample then "
    "depends on the others beside it, and after training on moving averages. Logits lose their scale and regression its units. "
    "Normalizations stand between hidden layers."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"

[[layers]]
type = "BatchNormalization"
"""
GOOD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "BatchNormalization"

[[layers]]
type = "Dense"
units = "classes"
"""


_NORMALIZATIONS = ("BatchNormalization", "LayerNormalization", "GroupNormalization")


def find(facts: Facts) -> Iterator[Found]:
    """A normalization behind the last layer with weights, where that is a Dense or a convolution that gives the prediction."""
    for layer in facts.behind:
        if layer.type in _NORMALIZATIONS:
            yield Found(layer.at(), f"`{layer.type}` rescales the predictions", "move it before the last layer, or remove it")
