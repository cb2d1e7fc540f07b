"""A recurrent layer with an unbounded activation."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import name_of

CODE = "R335"
SEVERITY = Severity.WARNING
WORDS = (
    "LSTM",
    "GRU",
    "SimpleRNN",
)
REASON = (
    "A recurrent layer applies its activation again at every step. tanh keeps the state between -1 and 1; ReLU and linear do not, so "
    "a state that grows by a tenth each step is ten thousand times as large after a hundred, and the gradient with it. The loss turns "
    "into not-a-number. Only tanh with sigmoid gates can use the fast kernels of a GPU, too."
)
BAD = """
# data: { input = [100, 8] }
preprocessing = []

[[layers]]
type = "LSTM"
units = 32
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('activation = "relu"\n', "")


_BOUNDED = ("tanh", "sigmoid", "hard_sigmoid", "softsign", "hard_tanh", "relu6")


def find(facts: Facts) -> Iterator[Found]:
    """An LSTM, GRU or SimpleRNN with an activation without an upper bound; started from the identity, ReLU is known to hold."""
    for layer in facts.layers:
        if name_of(layer.core.given.get("recurrent_initializer")).lower().startswith("identity"):
            continue
        if layer.core.type in ("LSTM", "GRU", "SimpleRNN") and layer.activation not in _BOUNDED:
            shown = layer.activation or "linear"
            yield Found(
                layer.path_of_activation, f"`{shown}` has no bound, and is applied again at every step", 'use `"tanh"`, the default'
            )
