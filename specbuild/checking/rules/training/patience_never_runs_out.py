"""A patience that training never reaches."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R403"
SEVERITY = Severity.WARNING
WORDS = (
    "EarlyStopping",
    "ReduceLROnPlateau",
)
REASON = (
    "EarlyStopping waits `patience` epochs without improvement, ReduceLROnPlateau likewise. With as many epochs of patience as there "
    "are epochs, it can never run out: the callback is there, and does nothing. A tenth to a fifth of the epochs is usual."
)
BAD = """
[training]
epochs = 10

[[training.callbacks]]
type = "EarlyStopping"
monitor = "val_loss"
patience = 10
restore_best_weights = true
"""
GOOD = BAD.replace("epochs = 10", "epochs = 30")


def find(facts: Facts) -> Iterator[Found]:
    """A patience, together with the epoch that it starts from, of all epochs or more; stated, or by default."""
    epochs = facts.spec.training.epochs
    for callback in facts.callbacks("EarlyStopping", "ReduceLROnPlateau"):
        patience, start = callback.arguments.get("patience", 0), callback.arguments.get("start_from_epoch") or 0
        if patience + start >= epochs > 1:
            name = "start_from_epoch" if start >= epochs else "patience"
            path = callback.at(name)
            yield Found(
                path,
                f"{patience + start} epochs of patience in a training of {epochs} never run out",
                f"train for more than {patience + start} epochs, or write `{name} = {max(1, epochs // 5)}`",
            )
