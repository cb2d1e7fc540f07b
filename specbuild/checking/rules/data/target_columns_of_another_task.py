"""Columns of targets that do not fit the task."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R233"
SEVERITY = Severity.ERROR
WORDS = ("target",)
REASON = (
    "A binary or multiclass task has one column, which names the class. A multilabel task has several of 0 and 1, or one with several "
    "labels in a cell and a `separator` that stands between them. A regression has one column of numbers or several."
)
BAD = """
# data: { classes = 3 }
preprocessing = []

[task]
type = "multilabel"

[loader]
type = "table"
path = "films.csv"
target = "genres"

[split]
type = "random"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('target = "genres"', 'target = "genres"\nseparator = ";"')


def find(facts: Facts) -> Iterator[Found]:
    """Several columns for one class, or one column without a separator for several labels."""
    loader, task = facts.spec.loader, facts.spec.task.type
    target = loader.arguments.get("target")
    if target is None or "separator" not in loader.known.arguments:
        return
    several = isinstance(target, list | tuple) and len(target) > 1
    if several and task in ("binary", "multiclass"):
        message = f"a {task} task has one target, and `target` names {len(target)} columns"
        yield Found(loader.at("target"), message, "name one column, or make the task `multilabel` or `regression`")
    elif not several and task == "multilabel" and loader.arguments["separator"] is None and not _pattern(target):
        message = "a multilabel task needs several columns of 0 and 1, or a `separator` between the labels of one"
        yield Found(loader.at("target"), message, 'add `separator = ";"`, or name the columns')


def _pattern(target: object) -> bool:
    """Whether a name may stand for several columns."""
    return isinstance(target, list | tuple) and any(isinstance(one, str) and set(one) & set("*?[") for one in target)
