"""A schedule whose length was counted in epochs."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R427"
SEVERITY = Severity.WARNING
WORDS = ("decay_steps",)
REASON = (
    "Schedules count steps, one for each batch, and an epoch has as many as there are batches. A `decay_steps` that is no larger than "
    "the number of epochs is over within the first epoch, unless all rows fit into one batch: the rest of the training goes on at the "
    "lowest rate. `run` and `validate --data` tell how many steps there are."
)
BAD = """
[training]
epochs = 30
optimizer = { type = "Adam", learning_rate = { type = "CosineDecay", initial_learning_rate = 0.003, decay_steps = 30 } }
"""
GOOD = BAD.replace("decay_steps = 30", "decay_steps = 3000")


def find(facts: Facts) -> Iterator[Found]:
    """A decay that is over after as many steps as there are epochs, while nobody knows yet how many steps there are."""
    epochs = facts.spec.training.epochs
    for entry in facts.schedules("CosineDecay", "PolynomialDecay") if facts.steps is None and epochs > 1 else ():
        length = entry.given.get("decay_steps")
        if isinstance(length, int) and length <= epochs:
            message = f"`{entry.type}` counts batches, and is over after {length:,} of them: training has {epochs:,} epochs"
            yield Found(entry.at("decay_steps"), message, "multiply by the number of batches in an epoch")
