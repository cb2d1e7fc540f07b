"""Unequal classes with accuracy as the only metric."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R205"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "Where one class holds nine tenths of the rows, a network that always answers with it has 90 % accuracy and has learned nothing. "
    "Accuracy then hides how the rare classes do, and they are mostly why the experiment is made. `F1Score`, `AUC`, `Recall` or a "
    'look at each class show it; `class_weights = "balanced"` makes the rare ones count.'
)
BAD = """
# data: { classes = 2, class_counts = { healthy = 950, ill = 50 }, training_rows = 800, validation_rows = 200 }
[training]
metrics = ["accuracy"]
"""
GOOD = BAD.replace('metrics = ["accuracy"]', 'metrics = ["accuracy"]\nclass_weights = "balanced"')


RATIO = 5
RARE = 50  # from here on accuracy says nothing, whatever training counts


def find(facts: Facts) -> Iterator[Found]:
    """The largest class is several times the smallest, nothing but accuracy is measured, and nothing is weighed."""
    counts = facts.data.class_counts if facts.data else {}
    if len(counts) < 2 or facts.objective is None:
        return
    weighed = facts.spec.training.class_weights is not None or bool(facts.spec.training.resample)
    most, least = max(counts, key=lambda name: counts[name]), min(counts, key=lambda name: counts[name])
    only_accuracy = all("Accuracy" in metric.type for metric in facts.objective.metrics)
    if only_accuracy and counts[most] >= (RARE if weighed else RATIO) * max(1, counts[least]):
        path = facts.where(("training", "metrics"), ("training",))
        message = f"`{most}` has {counts[most]} rows and `{least}` {counts[least]}: accuracy alone does not show how `{least}` does"
        balance = "" if weighed else ', or write `class_weights = "balanced"`'
        yield Found(path, message, f'add a metric such as `"AUC"`{balance}')
