"""A regression with a number for each class."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R116"
SEVERITY = Severity.ERROR
WORDS = ("classes", "targets")
REASON = (
    'A regression predicts numbers, and has no classes that could say how many: `"classes"` stays without a value, or the task is not a '
    "regression at all. Where the target names one of several kinds, the task is `multiclass`; where it is a number, the last layer has "
    "one unit for each target."
)
BAD = """
# data: { input = [8] }
preprocessing = []

[task]
type = "regression"

[loader]
type = "image_table"
path = "pictures.csv"
file = "picture"
target = "age"
size = [64, 64]

[split]
type = "random"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('units = "classes"', "units = 1")


def find(facts: Facts) -> Iterator[Found]:
    """An argument of a layer that waits for a number that the task does not have."""
    task = facts.spec.task.type
    missing = "classes" if task == "regression" else "targets"
    for entry in facts.entries:
        for name, value in entry.given.items() if entry.table == "layers" else ():
            if value == missing and name in entry.known.arguments:
                yield Found(entry.at(name), f"a {task} has no {missing}", _instead(task))


def _instead(task: str) -> str:
    if task == "regression":
        return 'write `"targets"`, or `task.type = "multiclass"`'
    return "write `units = 1`" if task == "binary" else 'write `"classes"`, or `task.type = "regression"`'
