"""A backbone that is frozen as a whole, and in part."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R346"
SEVERITY = Severity.WARNING
WORDS = ("freeze_until",)
REASON = (
    "`freeze_until` names the first layer that is trained. Beside `trainable = false` none is: the head is trained alone, and what "
    "was meant to be fine-tuned stays as it was."
)
BAD = """
[[layers]]
type = "Backbone"
network = "MobileNetV2"
weights = "mobilenet_v2_no_top.h5"
freeze_until = "block_16_expand"
trainable = false

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"

[training]
optimizer = { type = "Adam", learning_rate = 1e-4 }
"""
GOOD = BAD.replace("trainable = false\n", "")


def find(facts: Facts) -> Iterator[Found]:
    """A layer with `freeze_until` and `trainable = false`."""
    for layer in facts.of("Backbone"):
        if layer.entry.given.get("freeze_until") and layer.entry.options.get("trainable", layer.entry.given.get("trainable")) is False:
            message = "with `trainable = false` nothing behind this layer is trained either"
            yield Found(layer.at("freeze_until"), message, "remove one of the two")
