"""A hinge loss behind a sigmoid or softmax."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R109"
SEVERITY = Severity.WARNING
WORDS = ("Hinge",)
REASON = (
    "Hinge losses turn the targets into -1 and 1 and ask for a score on the right side by a margin of 1. A sigmoid or softmax gives 0 "
    "to 1: the score of a negative sample can never be below 0, so the loss never reaches its goal and pushes for ever. Behind a "
    "hinge loss the last layer has no activation, or `tanh`."
)
BAD = """
[task]
type = "binary"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1
activation = "sigmoid"

[training]
loss = "Hinge"
"""
GOOD = BAD.replace('activation = "sigmoid"\n', "")


def find(facts: Facts) -> Iterator[Found]:
    """A margin loss on numbers that cannot be negative."""
    loss, last = facts.spec.training.loss, facts.layers[-1]
    if loss and loss.type in ("Hinge", "SquaredHinge") and last.activation in ("sigmoid", "softmax", "hard_sigmoid"):
        message = f"`{loss.type}` asks for scores below -1, and `{last.activation}` gives none below 0"
        yield Found(last.path_of_activation, message, "leave the activation of the last layer out")
