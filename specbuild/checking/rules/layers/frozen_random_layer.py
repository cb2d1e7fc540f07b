"""A layer that is frozen as it was drawn."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R328"
SEVERITY = Severity.WARNING
WORDS = ("trainable", "freeze_until")
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
    """A layer with weights and `trainable = false`, or a backbone frozen in part, whose weights come from no file."""
    for layer in facts.layers:
        if not layer.parameters or layer.arguments.get("weights"):
            continue
        backbone = layer.core.type == "Backbone"
        if layer.entry.given.get("trainable", layer.entry.options.get("trainable")) is False:
            help_ = "name the file of its `weights`, or remove `trainable`" if backbone else "remove `trainable`"
            yield Found((*layer.entry.path, "trainable"), "these weights stay the random numbers that they start with", help_)
        elif backbone and layer.arguments.get("freeze_until"):
            message = "the weights before this layer stay the random numbers that they start with"
            yield Found(layer.at("freeze_until"), message, "name the file of its `weights`, or remove `freeze_until`")
