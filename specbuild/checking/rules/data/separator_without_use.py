"""A separator of labels, where each row has one."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R239"
SEVERITY = Severity.WARNING
WORDS = ("separator",)
REASON = (
    "`separator` divides the several labels of a row, which only a `multilabel` task has. Elsewhere it is not looked at: `red;large` "
    "is one class of its own, and the task is not the one that was meant."
)
BAD = """
preprocessing = []

[task]
type = "multiclass"

[loader]
type = "table"
path = "rows.csv"
target = "y"
separator = ";"

[split]
type = "random"
validation = 0.2

[[layers]]
type = "Dense"
units = 16
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("multiclass", "multilabel")


def find(facts: Facts) -> Iterator[Found]:
    """A separator in a task with one answer a row."""
    task, loader = facts.spec.task.type, facts.spec.loader
    if task != "multilabel" and loader.given.get("separator") not in (None, "none"):
        message = f"a {task} task has one answer in each row, so nothing is divided"
        yield Found((*loader.path, "separator"), message, 'remove it, or write `task.type = "multilabel"`')
