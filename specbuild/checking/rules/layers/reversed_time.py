"""A layer that reads time backwards."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R322"
SEVERITY = Severity.WARNING
WORDS = ("go_backwards",)
REASON = (
    "`go_backwards = true` reads a sequence from its end and also gives its outputs in that order. Alone it forgets what happened "
    "last, mostly the more telling part, and a next layer meets time running the wrong way. `Bidirectional` does both directions and "
    "puts the reversed outputs back in order."
)
BAD = """
# data: { input = [100, 8] }
preprocessing = []

[[layers]]
type = "LSTM"
units = 32
go_backwards = true

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
# data: { input = [100, 8] }
preprocessing = []

[[layers]]
type = "Bidirectional"
layer = { type = "LSTM", units = 32 }

[[layers]]
type = "Dense"
units = "classes"
"""


def find(facts: Facts) -> Iterator[Found]:
    """A recurrent layer outside of Bidirectional that goes backwards."""
    for layer in facts.layers:
        if layer.type != "Bidirectional" and layer.core.given.get("go_backwards") is True:
            yield Found(
                layer.core.at("go_backwards"), "this layer reads time backwards and gives its outputs reversed", "use `Bidirectional`"
            )
