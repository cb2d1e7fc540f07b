"""Early stopping without patience."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R425"
SEVERITY = Severity.WARNING
WORDS = ("EarlyStopping",)
REASON = (
    "Losses go up and down from epoch to epoch by chance alone. With a patience of 0, which is Keras's default, the first epoch that "
    "is not better than the best ends training: often the third or fourth, long before the network is done."
)
BAD = """
[training]
epochs = 50

[[training.callbacks]]
type = "EarlyStopping"
monitor = "val_loss"
restore_best_weights = true
"""
GOOD = BAD.replace('monitor = "val_loss"', 'monitor = "val_loss"\npatience = 5')


def find(facts: Facts) -> Iterator[Found]:
    """A patience of 0, stated or by default."""
    for callback in facts.callbacks("EarlyStopping"):
        if callback.arguments.get("patience") == 0:
            path = callback.at("patience")
            yield Found(path, "the first epoch that is not the best one ends training", "write `patience = 5`")
