"""A threshold for a task that has none."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R106"
SEVERITY = Severity.WARNING
WORDS = ("threshold",)
REASON = (
    "`threshold` decides from which probability on a class counts as present, which is a question of binary and multilabel tasks. A "
    "multiclass task predicts the class with the highest number, a regression the number itself: the value would be ignored, while "
    "its author believes that it shapes the results."
)
BAD = """
[task]
type = "multiclass"
threshold = 0.7
"""
GOOD = BAD.replace("threshold = 0.7\n", "")


def find(facts: Facts) -> Iterator[Found]:
    """A threshold that was written for a multiclass or regression task."""
    task = facts.spec.task
    if task.type in ("multiclass", "regression") and "threshold" in task.model_fields_set:
        what = "the class with the highest number" if task.type == "multiclass" else "the number itself"
        yield Found(("task", "threshold"), f"a {task.type} task predicts {what}: the threshold is never used", "remove `threshold`")
