"""AlphaDropout without SELU."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R330"
SEVERITY = Severity.WARNING
WORDS = ("AlphaDropout",)
REASON = (
    "AlphaDropout does not set numbers to 0 but to the negative value at which SELU saturates, which keeps mean and variance as SELU "
    "layers need them. After ReLU or any other activation that value is foreign: large negative numbers appear at random. Use "
    "`Dropout` there."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64
activation = "relu"

[[layers]]
type = "AlphaDropout"
rate = 0.2

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('type = "AlphaDropout"', 'type = "Dropout"')


def find(facts: Facts) -> Iterator[Found]:
    """An AlphaDropout in a network that has no SELU before it."""
    selu = False
    for layer in facts.layers:
        selu = selu or layer.activation == "selu"
        if layer.type == "AlphaDropout" and not selu:
            yield Found(layer.at(), "`AlphaDropout` is made for `selu`, which no layer before it has", "use `Dropout`")
