"""Softmax over a single unit."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R102"
SEVERITY = Severity.ERROR
WORDS = (
    "softmax",
    "Softmax",
)
REPLACES = (
    "O001",
    "O002",
)
REASON = (
    "Softmax divides by the sum over the units, so a single unit always gives exactly 1, whatever the input. Its gradient is zero: "
    "nothing is ever learned, and accuracy stays at the share of one class. Two classes need one unit with `sigmoid` (or none, as a "
    "logit); several classes need one unit each."
)
BAD = """
[task]
type = "binary"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1
activation = "softmax"
"""
GOOD = BAD.replace('activation = "softmax"', 'activation = "sigmoid"')

_HELP = {"binary": 'write `activation = "sigmoid"`', "regression": "leave the activation out"}


def find(facts: Facts) -> Iterator[Found]:
    """A layer whose softmax has one number to share among."""
    for layer in facts.layers:
        if layer.activation == "softmax" and layer.output[-1:] == (1,):
            message = "softmax over one unit is always 1, so nothing can be learned"
            yield Found(layer.path_of_activation, message, _HELP.get(facts.spec.task.type, 'write `units = "classes"`'))
