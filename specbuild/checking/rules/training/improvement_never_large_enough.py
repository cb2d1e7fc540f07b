"""A least improvement that no epoch makes."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R424"
SEVERITY = Severity.WARNING
WORDS = ("min_delta",)
REASON = (
    "`min_delta` is how much a number has to improve to count. Accuracies lie between 0 and 1 and gain a few thousandths an epoch "
    "near the end: with a `min_delta` of 0.1 almost no epoch counts as better, and training stops while it is still learning."
)
BAD = """
[training]
epochs = 50

[[training.callbacks]]
type = "EarlyStopping"
monitor = "val_accuracy"
min_delta = 0.2
patience = 5
restore_best_weights = true
"""
GOOD = BAD.replace("min_delta = 0.2", "min_delta = 0.001")


_SHARES = ("accuracy", "auc", "precision", "recall", "f1_score")


def find(facts: Facts) -> Iterator[Found]:
    """A least improvement of 5 % and more on a share, or of 1 and more on a loss about classes."""
    for callback in facts.callbacks("EarlyStopping", "ReduceLROnPlateau"):
        delta, monitor = callback.given.get("min_delta"), str(callback.arguments.get("monitor"))
        most = 0.05 if monitor.endswith(_SHARES) else 0.5 if facts.spec.task.type != "regression" else float("inf")
        if isinstance(delta, int | float) and abs(delta) >= most:
            yield Found(callback.at("min_delta"), f"hardly any epoch improves `{monitor}` by {abs(delta):g}", "0.001 is usual")
