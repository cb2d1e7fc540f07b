"""A stratified split without classes."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R217"
SEVERITY = Severity.ERROR
WORDS = ("regression", "multilabel")
REASON = (
    "A stratified split gives every part the same mix of classes. Where a sample has no class (regression), or several at once "
    "(multilabel), there is nothing to keep alike, and the run stops before it starts. `random` divides such rows, `group` where some "
    "of them belong together."
)
BAD = """
# data: { input = [8], targets = 1 }
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
type = "stratified"

[[layers]]
type = "Dense"
units = 1
"""
GOOD = BAD.replace('type = "stratified"', 'type = "random"')


INSTEAD = {"stratified": "random", "stratified_group": "group"}


def find(facts: Facts) -> Iterator[Found]:
    """A split by classes, for a task without one class a sample."""
    split, task = facts.spec.split, facts.spec.task.type
    if split.type in INSTEAD and task in ("regression", "multilabel"):
        has = "none" if task == "regression" else "several for each sample"
        message = f"`{split.type}` keeps the mix of classes, and a {task} task has {has}"
        yield Found(("split", "type"), message, f'write `type = "{INSTEAD[split.type]}"`')
