"""Two activations in a row."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import ACTIVATIONS, LINEAR

CODE = "R313"
SEVERITY = Severity.WARNING
WORDS = (
    "Activation",
    "ReLU",
    "ELU",
    "Softmax",
    "Mish",
)
REASON = (
    "A layer with an `activation` followed by an activation layer applies both. ReLU twice is ReLU, so that is only untidy; other "
    "pairs are not what anyone means: a sigmoid of a ReLU never goes below 0.5, a ReLU of a sigmoid changes nothing, a softmax of a "
    "softmax is nearly uniform."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 32
activation = "relu"

[[layers]]
type = "Activation"
activation = "sigmoid"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 32

[[layers]]
type = "Activation"
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""


_OF_A_HEAD = ("softmax", "log_softmax", "sigmoid")


def find(facts: Facts) -> Iterator[Found]:
    """An activation layer right behind an activation."""
    for before, layer in facts.neighbours:
        if layer.type in ACTIVATIONS and before.core.type in LINEAR | set(ACTIVATIONS) and before.activation and layer.activation:
            if before is facts.head and layer.activation in _OF_A_HEAD:
                message = f"`{before.activation}` cuts or bends the scores before `{layer.activation}` makes probabilities of them"
                yield Found(before.path_of_activation, message, "remove this one")
                continue
            message = f"`{before.activation}` of the layer before, then `{layer.activation}`: two activations in a row"
            yield Found(layer.path_of_activation, message, "keep one of the two")
