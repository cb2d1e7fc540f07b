"""A mask of another value than the one that fills series up."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R235"
SEVERITY = Severity.ERROR
WORDS = ("Masking",)
REASON = (
    "`Masking` hides the steps in which every channel equals `mask_value`. The loader fills short series up with `padding`; where that is "
    "another number, nothing is hidden, and the network reads the padding as if it had been measured. Series that are stretched to one "
    "length have no padding at all."
)
BAD = """
# data: { classes = 3 }
preprocessing = []

[loader]
type = "series"
path = "gestures"
layout = "folders"
length = 100
padding = -10.0

[[layers]]
type = "Masking"
mask_value = 0.0

[[layers]]
type = "GRU"
units = 16

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("mask_value = 0.0", "mask_value = -10.0")


def find(facts: Facts) -> Iterator[Found]:
    """A `Masking` that nothing changed the values before, and its value."""
    arguments = facts.spec.loader.arguments
    first = facts.stack[0] if facts.stack else None
    if first is None or first.type != "Masking" or "padding" not in arguments or not isinstance(arguments["padding"], int | float):
        return
    if arguments["resize"] == "stretch":
        yield Found(first.at(), "stretched series have no padding to mask", 'remove the layer, or write `resize = "pad"` in the loader')
    elif float(first.arguments["mask_value"]) != float(arguments["padding"]):
        message = f"`Masking` hides {first.arguments['mask_value']:g}, and series are filled up with {arguments['padding']:g}"
        yield Found(first.at("mask_value"), message, f"write `mask_value = {float(arguments['padding'])}`")
