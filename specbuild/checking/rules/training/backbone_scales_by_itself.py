"""Pixels are rescaled before a backbone that scales them itself."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.catalogue.read import backbones
from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import SCALINGS

CODE = "R440"
SEVERITY = Severity.WARNING
WORDS = ("Backbone",)
REASON = (
    "The networks of the first EfficientNet family take raw pixels from 0 to 255 and begin with a rescaling of their own. Pixels that come "
    "scaled to 1 are divided by 255 once more: every picture looks black to what the weights have learnt, and no error is ever shown."
)
BAD = """
[loader]
type = "image_folder"
path = "pictures"
size = [64, 64]

[[preprocessing]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "Backbone"
network = "EfficientNetB0"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
preprocessing = []

[loader]
type = "image_folder"
path = "pictures"
size = [64, 64]

[[layers]]
type = "Backbone"
network = "EfficientNetB0"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""


def find(facts: Facts) -> Iterator[Found]:
    """A layer that scales, somewhere before a backbone that does so itself."""
    before = None
    for layer in facts.stack:
        if layer.core.type in SCALINGS:
            before = before or layer
        elif before is not None and layer.core.type == "Backbone" and backbones()[layer.core.arguments["network"]].rescales:
            message = f"`{layer.core.arguments['network']}` takes raw pixels and scales them itself, after this `{before.type}` did"
            yield Found(before.at(), message, f"remove this `{before.type}`")
            return
