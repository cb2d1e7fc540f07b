"""Causal padding where all steps are mixed anyway."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R338"
SEVERITY = Severity.WARNING
WORDS = ("causal",)
REASON = (
    '`padding = "causal"` keeps each step from seeing the ones after it, which matters where every step is predicted from its past. A '
    "global pooling or a `Flatten` behind it mixes all steps, future ones included: nothing is kept apart any more, and each kernel "
    "has only seen one side of what it looks at."
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
type = "GlobalAveragePooling1D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('padding = "causal"', 'padding = "same"')


_MIXES = ("GlobalAveragePooling1D", "GlobalMaxPooling1D", "Flatten", "Bidirectional")


def find(facts: Facts) -> Iterator[Found]:
    """Causal convolutions, and behind them a layer that mixes all steps, where more than one is left."""
    mixer = next((layer.type for layer in facts.layers if layer.type in _MIXES and layer.input[:1] != (1,)), None)
    for layer in facts.layers:
        if mixer and layer.arguments.get("padding") == "causal":
            message = f"`{mixer}` mixes all steps, so that causal padding keeps nothing apart"
            yield Found(layer.at("padding"), message, 'write `padding = "same"`, or predict from the last step')
            return
