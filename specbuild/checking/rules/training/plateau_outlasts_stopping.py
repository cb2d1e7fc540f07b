"""A plateau that early stopping does not wait for."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R405"
SEVERITY = Severity.WARNING
WORDS = ("ReduceLROnPlateau",)
REASON = (
    "ReduceLROnPlateau lowers the learning rate after `patience` epochs without improvement, EarlyStopping ends training after its "
    "own. Where the second is no larger than the first, training is over before the rate is ever lowered. Let early stopping be the "
    "more patient by two or three times."
)
BAD = """
[training]
epochs = 50

[[training.callbacks]]
type = "ReduceLROnPlateau"
patience = 5

[[training.callbacks]]
type = "EarlyStopping"
patience = 4
restore_best_weights = true
"""
GOOD = """
[training]
epochs = 50

[[training.callbacks]]
type = "ReduceLROnPlateau"
patience = 4

[[training.callbacks]]
type = "EarlyStopping"
patience = 10
restore_best_weights = true
"""


def find(facts: Facts) -> Iterator[Found]:
    """Both on one number, and the plateau the more patient."""
    for plateau in facts.callbacks("ReduceLROnPlateau"):
        for stopping in facts.callbacks("EarlyStopping"):
            same = plateau.arguments.get("monitor") == stopping.arguments.get("monitor")
            waits, stops = plateau.arguments.get("patience", 0), stopping.arguments.get("patience", 0)
            if same and stops <= waits and not stopping.arguments.get("start_from_epoch"):
                path = plateau.at("patience")
                yield Found(
                    path,
                    f"early stopping ends training after {stops} epochs, before this waits for {waits}",
                    "give early stopping the larger `patience`",
                )
