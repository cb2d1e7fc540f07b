"""A recurrent layer that reads the padding behind a text."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import DROPOUTS, Layer

CODE = "R341"
SEVERITY = Severity.WARNING
WORDS = ("LSTM", "GRU", "RNN")
REASON = (
    "Texts are filled up at their end. A recurrent layer that gives its last state has read all of that after the last word, and has "
    'forgotten much of the text by then. `mask_zero = true` in the `Embedding` makes it stop at the last word; `pad = "start"` in the '
    "loader puts the padding where it does less harm."
)
BAD = """
# data: { classes = 2 }
preprocessing = []

[loader]
type = "text"
path = "messages.csv"
length = 40

[[layers]]
type = "Embedding"
input_dim = "vocabulary"
output_dim = 16

[[layers]]
type = "LSTM"
units = 32

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("output_dim = 16", "output_dim = 16\nmask_zero = true")


_KEEPS = DROPOUTS | {"LayerNormalization", "TimeDistributed"}


def find(facts: Facts) -> Iterator[Found]:
    """An Embedding without a mask of texts that are filled up at the end, and the last state of a recurrent layer behind it."""
    if facts.spec.loader.type != "text" or facts.spec.loader.arguments["pad"] != "end":
        return
    unmasked: Layer | None = None
    for layer in facts.layers:
        if layer.type == "Embedding":
            unmasked = None if layer.arguments["mask_zero"] else layer
        elif unmasked and layer.core.type in ("LSTM", "GRU", "SimpleRNN"):
            if not layer.core.arguments["return_sequences"]:
                message = f"`{layer.core.type}` reads the padding behind each text too, and gives what is left after that"
                yield Found(layer.at(), message, "add `mask_zero = true` to the `Embedding`")
                return
        elif layer.type not in _KEEPS:
            return
