"""The same callback twice."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R423"
SEVERITY = Severity.WARNING
WORDS = (
    "monitor",
    "EarlyStopping",
    "ReduceLROnPlateau",
    "TerminateOnNaN",
    "SwapEMAWeights",
    "Checkpoint",
)
REASON = (
    "Two EarlyStopping callbacks on the same number act as the less patient one; two ReduceLROnPlateau lower the rate twice as fast, "
    "each unaware of the other. The second is mostly left over from editing."
)
BAD = """
[training]
epochs = 50

[[training.callbacks]]
type = "EarlyStopping"
patience = 3
restore_best_weights = true

[[training.callbacks]]
type = "EarlyStopping"
patience = 8
restore_best_weights = true
"""
GOOD = """
[training]
epochs = 50

[[training.callbacks]]
type = "EarlyStopping"
patience = 8
restore_best_weights = true
"""


def find(facts: Facts) -> Iterator[Found]:
    """A second callback of one type that watches the same number."""
    seen: set[tuple[str, object]] = set()
    for callback in facts.spec.training.callbacks:
        known = (callback.type, callback.arguments.get("monitor"))
        if known in seen:
            yield Found(callback.at(), f"there is a `{callback.type}` on the same number already", "remove one of the two")
        seen.add(known)
