"""Sigmoid or tanh in a deep stack."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import CONVOLUTIONS, DENSE

CODE = "R301"
SEVERITY = Severity.WARNING
WORDS = (
    "sigmoid",
    "tanh",
    "softsign",
)
REASON = (
    "The slope of a sigmoid is at most 1/4, and almost 0 where its input is large; that of tanh is 1 at the middle and falls off as "
    "fast. The gradient of an early layer is a product of the slopes of all later ones, so it shrinks with every such layer: the "
    "first layers hardly learn (vanishing gradients). ReLU and its relatives have slope 1 for positive inputs and do not shrink it."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64
activation = "sigmoid"

[[layers]]
type = "Dense"
units = 64
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
units = 64
activation = "relu"

[[layers]]
type = "Dense"
units = 64
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""


# How many hidden layers may have it, in a shallow stack and in a deep one: the slope of tanh is four times that of a sigmoid.
MOST = {"sigmoid": (1, 0), "hard_sigmoid": (1, 0), "tanh": (2, 2), "hard_tanh": (2, 2), "softsign": (2, 2)}
DEEP = 3


def find(facts: Facts) -> Iterator[Found]:
    """More hidden layers with a saturating activation than the gradient bears; each of them is pointed at, but gates have to saturate."""
    saturating = [
        layer for layer in facts.hidden if layer.activation in MOST and _counts(layer.type) and layer.entry.path not in facts.gates
    ]
    deep = sum(layer.core.type in DENSE | CONVOLUTIONS for layer in facts.hidden) >= DEEP
    if not saturating or len(saturating) <= min(MOST[layer.activation][deep] for layer in saturating):
        return
    for layer in saturating:
        message = f"`{layer.activation}` lets the gradient vanish on its way to the layers before"
        yield Found(layer.path_of_activation, message, 'use `"relu"` or `"gelu"` in hidden layers')


def _counts(type_: str) -> bool:
    """Recurrent layers have their own way of keeping the gradient, with tanh by design."""
    return type_ in DENSE | CONVOLUTIONS or type_ in ("Activation", "TimeDistributed")
