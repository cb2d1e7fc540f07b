"""A recurrent layer that keeps only its last step before one that needs them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import CONVOLUTIONAL_RECURRENT, RECURRENT

if TYPE_CHECKING:
    from specbuild.checking.diagnostic import Fix
    from specbuild.checking.document.site import Site

CODE = "R321"
SEVERITY = Severity.ERROR
WORDS = (
    "LSTM",
    "GRU",
    "RNN",
)
REPLACES = ("P001",)
REASON = (
    "A recurrent layer gives its state after the last step, one row of numbers. The next recurrent layer needs a whole sequence, one "
    "row for each step: the layer before it has to be told `return_sequences = true`. Only the last of several recurrent layers "
    "leaves it out."
)
BAD = """
# data: { input = [100, 8] }
preprocessing = []

[[layers]]
type = "LSTM"
units = 32

[[layers]]
type = "LSTM"
units = 32

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
# data: { input = [100, 8] }
preprocessing = []

[[layers]]
type = "LSTM"
units = 32
return_sequences = true

[[layers]]
type = "LSTM"
units = 32

[[layers]]
type = "Dense"
units = "classes"
"""


_PASSING = ("Dropout", "BatchNormalization", "LayerNormalization", "Activation", "GaussianNoise", "AlphaDropout")
_SEQUENCE = (
    RECURRENT
    | CONVOLUTIONAL_RECURRENT
    | {"Conv1D", "SeparableConv1D", "GlobalAveragePooling1D", "GlobalMaxPooling1D", "MaxPooling1D", "TimeDistributed"}
)


def find(facts: Facts) -> Iterator[Found]:
    """A recurrent layer without `return_sequences`, followed by one that reads sequences, where the plan stops."""
    if facts.plan.complete:
        return
    last = None
    for layer in facts.layers:
        if last is not None and layer.type in _SEQUENCE and layer.step is None:
            message = f"this layer gives its last step only, and the next `{layer.type}` needs the whole sequence"
            yield Found(
                last.core.at("return_sequences"),
                message,
                "add `return_sequences = true`",
            )
            return
        if layer.core.type in RECURRENT | CONVOLUTIONAL_RECURRENT:
            last = None if layer.core.arguments.get("return_sequences") else layer
        elif layer.type not in _PASSING:
            last = None


def fix(site: Site) -> Fix | None:
    """Write `return_sequences = true`."""
    return site.write("return_sequences", "true")
