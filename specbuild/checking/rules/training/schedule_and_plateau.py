"""A schedule and ReduceLROnPlateau."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.grammar.entry import Entry

CODE = "R408"
SEVERITY = Severity.ERROR
WORDS = ("ReduceLROnPlateau",)
REASON = (
    "A schedule computes the learning rate of every step anew, ReduceLROnPlateau wants to set it: Keras stops with an error at the "
    "end of the first epoch, when the callback tries. Have the one or the other."
)
BAD = """
[training]
epochs = 50
optimizer = { type = "Adam", learning_rate = { type = "CosineDecay", initial_learning_rate = 0.001, decay_steps = 1000 } }

[[training.callbacks]]
type = "ReduceLROnPlateau"
patience = 3
"""
GOOD = BAD.replace('learning_rate = { type = "CosineDecay", initial_learning_rate = 0.001, decay_steps = 1000 }', "learning_rate = 0.001")


def find(facts: Facts) -> Iterator[Found]:
    """A ReduceLROnPlateau beside a learning rate that is a schedule."""
    rate = facts.spec.training.optimizer.given.get("learning_rate")
    if isinstance(rate, Entry):
        for plateau in facts.callbacks("ReduceLROnPlateau"):
            message = f"the learning rate follows `{rate.type}`, so that it cannot be set"
            yield Found(plateau.at(), message, "remove the callback, or give the optimizer a number for its `learning_rate`")
