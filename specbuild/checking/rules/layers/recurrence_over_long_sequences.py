"""A recurrent layer over thousands of steps."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R336"
SEVERITY = Severity.WARNING
WORDS = (
    "LSTM",
    "GRU",
    "RNN",
)
REASON = (
    "A recurrent layer works step by step: thousands of steps cannot be computed side by side, so an epoch takes hours, and the "
    "gradient has to travel back through all of them, where it fades. Shorten the sequence first: a Conv1D with strides, a pooling, "
    "or a spectrogram for sound."
)
BAD = """
# data: { input = [16000, 1] }
preprocessing = []

[[layers]]
type = "LSTM"
units = 32

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
# data: { input = [16000, 1] }
preprocessing = []

[[layers]]
type = "Conv1D"
filters = 32
kernel_size = 64
strides = 64
activation = "relu"

[[layers]]
type = "LSTM"
units = 32

[[layers]]
type = "Dense"
units = "classes"
"""


MOST = 1500


def find(facts: Facts) -> Iterator[Found]:
    """A recurrent layer whose sequence is known to be longer."""
    for layer in facts.layers:
        steps = layer.input[0] if len(layer.input) == 2 else 0
        if layer.core.type in ("LSTM", "GRU", "SimpleRNN", "RNN") and isinstance(steps, int) and steps > MOST:
            message = f"a recurrent layer over {steps:,} steps is slow and forgets"
            yield Found(layer.at(), message, "shorten the sequence before it: a `Conv1D` with strides, a pooling, a spectrogram")
