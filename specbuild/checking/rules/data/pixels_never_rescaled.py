"""Pixels are never rescaled."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.catalogue.read import backbones
from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import NORMALIZATIONS, SCALINGS, WEIGHTED
from specbuild.checking.plan.input import kind_of

CODE = "R213"
SEVERITY = Severity.WARNING
REASON = (
    "The loader gives pixels from 0 to 255. Initial weights and default learning rates are made for inputs of about 1: with values a "
    "hundred times as large the first outputs and gradients are a hundred times too large as well, so training jumps around, or many "
    "ReLU units die in the first steps. A `Rescaling` as first layer also travels with the saved model."
)
BAD = """
preprocessing = []

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
[[preprocessing]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""


_RESCALE = SCALINGS | NORMALIZATIONS | {"Embedding", "Discretization", "CategoryEncoding"}


def find(facts: Facts) -> Iterator[Found]:
    """Pictures, volumes or clips with a wide range reach the first weights as they are."""
    if not (facts.pictures or kind_of(facts.spec.loader) in ("volume", "clip")) or facts.value_range is None or facts.value_range[1] <= 2:
        return
    for layer in facts.stack:
        if layer.core.type in _RESCALE:
            return
        if layer.core.type == "Backbone" and backbones()[layer.core.arguments["network"]].rescales:
            return
        if layer.core.type in WEIGHTED or layer.core.type == "Backbone":
            message = f"this layer gets pixels from {facts.value_range[0]:g} to {facts.value_range[1]:g} as they are"
            yield Found(layer.at(), message, f'put `Rescaling` with `scale = "1/{facts.value_range[1]:g}"` under `[[preprocessing]]`')
            return
