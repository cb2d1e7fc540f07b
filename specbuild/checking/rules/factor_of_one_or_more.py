"""A plateau that raises the rate."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R422"
SEVERITY = Severity.ERROR
WORDS = ("ReduceLROnPlateau",)
REASON = (
    "ReduceLROnPlateau multiplies the learning rate by `factor` when training stalls, so it has to be below 1. Keras stops with an "
    "error for 1 and above."
)
BAD = """
[training]
epochs = 50

[[training.callbacks]]
type = "ReduceLROnPlateau"
patience = 3
factor = 2.0
"""
GOOD = """
[training]
epochs = 50

[[training.callbacks]]
type = "ReduceLROnPlateau"
patience = 3
factor = 0.5
"""


def find(facts: Facts) -> Iterator[Found]:
    """A factor that does not reduce."""
    for plateau in facts.callbacks("ReduceLROnPlateau"):
        factor = plateau.given.get("factor")
        if isinstance(factor, int | float) and factor >= 1:
            yield Found(
                (*plateau.path, "factor"),
                f"`factor = {factor:g}` would not reduce the learning rate, and Keras refuses it",
                "write `factor = 0.5`",
            )
