"""Softmax in a hidden layer."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R107"
SEVERITY = Severity.WARNING
WORDS = (
    "softmax",
    "Softmax",
)
REASON = (
    "Softmax makes the units of a layer compete: they add up to 1, so one can only rise if others fall. As the activation of a hidden "
    "layer that throws most of the information away and makes the gradients tiny. It belongs at the end of a network, or inside "
    "attention."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64
activation = "softmax"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('activation = "softmax"', 'activation = "relu"')


def find(facts: Facts) -> Iterator[Found]:
    """A softmax that layers with weights follow."""
    for layer in facts.hidden:
        if layer.activation in ("softmax", "log_softmax") and layer.output[-1:] != (1,):
            yield Found(layer.path_of_activation, f"`{layer.activation}` in a hidden layer makes its units compete", 'use `"relu"` here')
