"""A layer that looks ahead in a causal stack."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R323"
SEVERITY = Severity.WARNING
WORDS = ("causal",)
REASON = (
    '`padding = "causal"` makes each step see only itself and the past, as forecasting needs it. One layer in the stack that looks '
    "ahead (a Conv1D with `same` padding, a Bidirectional layer) lets the future in for all later layers: the network looks excellent "
    "on recorded data and fails on live ones, where the future is not there yet."
)
BAD = """
# data: { input = [100, 8] }
preprocessing = []

[[layers]]
type = "Conv1D"
filters = 32
kernel_size = 3
padding = "causal"
activation = "relu"

[[layers]]
type = "Conv1D"
filters = 32
kernel_size = 3
padding = "same"
activation = "relu"

[[layers]]
type = "LSTM"
units = 16

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('padding = "same"', 'padding = "causal"')


_WINDOWS = ("Conv1D", "SeparableConv1D", "DepthwiseConv1D")


def find(facts: Facts) -> Iterator[Found]:
    """A convolution that pads at both ends, or a Bidirectional, in a stack with causal convolutions."""
    if not any(layer.arguments.get("padding") == "causal" for layer in facts.layers):
        return
    for layer in facts.layers:
        ahead = layer.type in _WINDOWS and layer.arguments.get("padding") == "same" and layer.arguments["kernel_size"] not in (1, [1])
        if ahead or layer.type == "Bidirectional":
            where = "padding" if ahead else "type"
            yield Found(
                layer.at(where), "this layer sees the future, which the causal convolutions keep out", 'use `padding = "causal"` in all'
            )
