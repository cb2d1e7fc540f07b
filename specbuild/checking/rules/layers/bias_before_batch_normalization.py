"""A bias that the next normalization takes away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import LINEAR

if TYPE_CHECKING:
    from specbuild.checking.diagnostic import Fix
    from specbuild.checking.document.site import Site

CODE = "R308"
SEVERITY = Severity.WARNING
WORDS = ("BatchNormalization",)
REASON = (
    "A BatchNormalization subtracts the mean of every channel, and with it any bias that the layer before has added, then adds an "
    "offset of its own. The bias gets no gradient, only costs parameters and time, and weight decay pulls at it. One is pointed out "
    "where it was asked for, or where other layers of the same spec leave theirs out."
)
BAD = """
[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
use_bias = true

[[layers]]
type = "BatchNormalization"

[[layers]]
type = "ReLU"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("use_bias = true", "use_bias = false")


def find(facts: Facts) -> Iterator[Found]:
    """A layer with a bias and without an activation, right before a BatchNormalization with an offset."""
    careful = any(layer.entry.given.get("use_bias") is False for layer in facts.hidden)
    for layer, after in facts.neighbours:
        biased = layer.type in LINEAR and not layer.activation and layer.arguments.get("use_bias") is True
        asked = "use_bias" in layer.entry.given or careful
        if biased and asked and after.type == "BatchNormalization" and after.arguments.get("center"):
            yield Found(layer.at("use_bias"), "`BatchNormalization` takes this bias away again", "write `use_bias = false`")


def offer(site: Site) -> Fix | None:
    """Write `use_bias = false`."""
    return site.write("use_bias", "false")
