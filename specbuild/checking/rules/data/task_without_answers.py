"""A task that the data, as they are loaded, cannot answer."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R232"
SEVERITY = Severity.ERROR
WORDS = ("multilabel", "regression", "forecast")
REASON = (
    "Class folders say one class for each sample. A multilabel task needs any number of labels, and a regression needs numbers: a table "
    "that lists the files holds both (`image_table` for pictures; for sounds, texts, volumes and clips `path` is the table). The other "
    "way round, a forecast has numbers only."
)
BAD = """
[task]
type = "regression"

[loader]
type = "image_folder"
path = "pictures"
size = [32, 32]

[split]
type = "random"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1
"""
GOOD = """
[task]
type = "regression"

[loader]
type = "image_table"
path = "pictures.csv"
file = "picture"
target = "age"
size = [32, 32]

[split]
type = "random"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1
"""


def find(facts: Facts) -> Iterator[Found]:
    """A task that is none of the loader's, or that needs a target where none is named."""
    loader, task = facts.spec.loader, facts.spec.task.type
    tasks = loader.known.facts.get("tasks")
    folders = "target" in loader.known.arguments and loader.arguments.get("target") is None
    if tasks is not None and task not in tasks:
        message = f"the data of `{loader.type}` are for {' and '.join(tasks)} tasks, not for {task}"
        instead = "take the loader `image_table`, " if loader.type == "image_folder" else ""
        yield Found(("task", "type"), message, f"{instead}or write `type = {' or '.join(map(_quoted, tasks))}`".removeprefix("or "))
    elif folders and task in ("multilabel", "regression"):
        message = f"class folders say one class for each sample, and a {task} task needs more"
        yield Found(("task", "type"), message, "let the loader's `path` be a table, and name its column: `target`")


def _quoted(task: str) -> str:
    return f'"{task}"'
