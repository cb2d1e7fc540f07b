"""A layer that is frozen as it was drawn."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R328"
SEVERITY = Severity.WARNING
WORDS = ("trainable",)
REASON = (
    "`trainable = false` keeps weights as they are. In a layer that no pretrained weights are loaded into they are random numbers for "
    "ever: the layer is a fixed random projection, and everything it could have learned is lost. Freezing is for backbones with "
    "weights of their own."
)
BAD = """
[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
activation = "relu"
trainable = false

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("trainable = false\n", "")


def find(facts: Facts) -> Iterator[Found]:
    """A layer with weights and `trainable = false` that is no backbone."""
    for layer in facts.layers:
        if (
            layer.entry.given.get("trainable", layer.entry.options.get("trainable")) is False
            and layer.parameters
            and layer.type != "Backbone"
        ):
            yield Found(layer.at("trainable"), "these weights stay the random numbers that they start with", "remove `trainable`")
