"""What is to be predicted for each of the small samples, for every task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

COUNT = 24
TASKS: Mapping[str, str] = {  # how the tasks are called here -> `task.type`
    "binary": "binary",
    "multiclass": "multiclass",
    "multilabel": "multilabel",
    "regression, one target": "regression",
    "regression, several": "regression",
}
UNITS: Mapping[str, Any] = {
    "binary": 1, "multiclass": "classes", "multilabel": "classes", "regression, one target": "targets", "regression, several": "targets",
}  # fmt: skip
TARGETS: Mapping[str, str | list[str]] = {  # the columns of a table
    "binary": "answer",
    "multiclass": "animal",
    "multilabel": ["big", "wild"],
    "regression, one target": "weight",
    "regression, several": ["weight", "height"],
}
ANIMALS = ("ant", "bee", "cow")
COLUMNS: Mapping[str, Sequence[Any]] = {
    "answer": [("no", "yes")[row % 2] for row in range(COUNT)],
    "animal": [ANIMALS[row % 3] for row in range(COUNT)],
    "big": [row % 2 for row in range(COUNT)],
    "wild": [row % 3 // 2 for row in range(COUNT)],
    "tags": [";".join(tag for tag, yes in (("big", row % 2), ("wild", row % 3 // 2)) if yes) for row in range(COUNT)],
    "weight": [100 + row % 3 * 10 + row / 8 for row in range(COUNT)],
    "height": [-row % 2 - row / 16 for row in range(COUNT)],
}


def folder_of(task: str, row: int) -> str:
    """The class folder of a sample, where folders are all that there is."""
    return str(COLUMNS["answer" if task == "binary" else "animal"][row])


def columns_of(task: str) -> list[str]:
    """The columns of the answers to a task."""
    target = TARGETS[task]
    return [target] if isinstance(target, str) else target
