"""Columns of a table that reach the network in their own units."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import SCALINGS, WEIGHTED
from specbuild.checking.plan.input import kind_of

CODE = "R237"
SEVERITY = Severity.WARNING
WORDS = ("scale",)
REASON = (
    "One column goes from 0 to 1 and another from 0 to 10,000: the second drowns the first, and steps that suit one are too large or too "
    'small for the other. `scale = "standard"`, the default, brings each to mean 0 and deviation 1 by the training rows.'
)
BAD = """
# data: { classes = 3 }
preprocessing = []

[loader]
type = "table"
path = "wines.csv"
target = "grower"
scale = "none"

[[layers]]
type = "Dense"
units = 16
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('scale = "none"', 'scale = "standard"')


def find(facts: Facts) -> Iterator[Found]:
    """A loader of vectors or series that is told not to scale, and no layer that does it before the first with weights."""
    loader = facts.spec.loader
    if loader.given.get("scale") != "none" or kind_of(loader) not in ("vector", "series"):
        return
    for layer in facts.stack:
        if layer.type in SCALINGS | {"BatchNormalization"}:
            return
        if layer.core.type in WEIGHTED:
            break
    yield Found(loader.at("scale"), "columns reach the network in their own units", 'write `scale = "standard"`')
