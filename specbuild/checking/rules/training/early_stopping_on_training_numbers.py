"""Early stopping that watches the training rows."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R402"
SEVERITY = Severity.WARNING
WORDS = ("EarlyStopping",)
REASON = (
    "The loss on the training rows goes on falling long after the network has begun to learn them by heart, so stopping when it "
    "stalls stops too late, or never. What tells when to stop is a number of rows that were not trained on: `val_loss`."
)
BAD = """
[[training.callbacks]]
type = "EarlyStopping"
monitor = "loss"
patience = 3
restore_best_weights = true
"""
GOOD = BAD.replace('monitor = "loss"', 'monitor = "val_loss"')


def find(facts: Facts) -> Iterator[Found]:
    """An EarlyStopping whose monitor is a number of the training rows, though there is a validation part."""
    if facts.objective is None or facts.validation_share == 0:
        return
    for callback in facts.callbacks("EarlyStopping"):
        monitor = callback.arguments.get("monitor")
        if monitor in facts.objective.names:
            message = f"`{monitor}` of the training rows improves even while the network only learns them by heart"
            yield Found(callback.at("monitor"), message, f'write `monitor = "val_{monitor}"`')
