"""An activation before any weights."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import ACTIVATIONS, NORMALIZATIONS, WEIGHTED

CODE = "R312"
SEVERITY = Severity.WARNING
WORDS = (
    "Activation",
    "ReLU",
    "ELU",
    "Softmax",
    "Mish",
)
REASON = (
    "An activation makes the weighted sums of a layer non-linear. Right on the samples there are no sums yet: ReLU leaves pixels as "
    "they are, since none is negative, and cuts off half of what was centred around 0; a sigmoid only dims the contrast. It was most "
    "likely meant for after the first layer."
)
BAD = """
[[layers]]
type = "ReLU"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 32

[[layers]]
type = "ReLU"

[[layers]]
type = "Dense"
units = "classes"
"""


def find(facts: Facts) -> Iterator[Found]:
    """An activation layer that no layer with weights stands before."""
    for layer in facts.layers:
        if layer.core.type in WEIGHTED | NORMALIZATIONS or layer.core.type == "Backbone":
            return
        if layer.type in ACTIVATIONS and layer.activation:
            yield Found(
                layer.at(), f"`{layer.type}` acts on the samples themselves: no weights stand before it", "put it after the first layer"
            )
