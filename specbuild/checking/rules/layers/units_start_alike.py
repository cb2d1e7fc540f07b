"""Weights that all start alike."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import LINEAR, RECURRENT, name_of

CODE = "R331"
SEVERITY = Severity.WARNING
WORDS = ("kernel_initializer",)
REASON = (
    "Units of a layer with the same weights give the same output and get the same gradient, so they stay the same for ever: a layer "
    "of a hundred units does the work of one. Random initial weights are what makes them differ. With zeros and ReLU even the "
    "gradient is 0. Zeros are right for biases and, at most, for the last layer."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64
activation = "relu"
kernel_initializer = "Zeros"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('kernel_initializer = "Zeros"', 'kernel_initializer = "HeNormal"')


_ALIKE = ("zeros", "ones", "constant")


def find(facts: Facts) -> Iterator[Found]:
    """A hidden layer whose kernel starts as one number everywhere."""
    for layer in facts.hidden:
        initializer = name_of(layer.core.given.get("kernel_initializer"))
        if layer.core.type in LINEAR | RECURRENT and initializer.lower() in _ALIKE:
            message = f"`{initializer}` makes all units of this layer equal, and they stay so"
            yield Found(layer.core.at("kernel_initializer"), message, 'use `"glorot_uniform"`, or `"he_normal"` for ReLU')
