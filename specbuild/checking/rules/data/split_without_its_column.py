"""A split by a column that the loader does not read."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R234"
SEVERITY = Severity.ERROR
WORDS = ("group", "time", "column")
REASON = (
    "Rows are divided by a column of the table: the patient, the day, the part. The loader reads it for the split where "
    "`split_columns` names it, and keeps it out of the features. For data in files, `name_before` takes the group from the name of a file."
)
BAD = """
# data: { classes = 3 }
preprocessing = []

[loader]
type = "table"
path = "visits.csv"
target = "outcome"

[split]
type = "group"
column = "patient"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('target = "outcome"', 'target = "outcome"\nsplit_columns = ["patient"]')


def find(facts: Facts) -> Iterator[Found]:
    """A split that takes a column, where the loader is told of none, or of others."""
    split, loader = facts.spec.split, facts.spec.loader
    arguments = loader.known.arguments
    if split.type not in ("group", "stratified_group", "time", "column") or split.arguments.get("name_before") or "horizon" in arguments:
        return
    named, column = loader.arguments.get("split_columns"), split.arguments.get("column")
    if named and (column is None or column in named or any(isinstance(one, int) for one in named)):
        return
    if named:
        written = ", ".join(f'"{name}"' for name in named)
        message = f"the loader reads {written} for the split, and not `{column}`"
        yield Found(("split", "column"), message, f'add "{column}" to `loader.split_columns`')
    elif "split_columns" in arguments:
        yield Found(("split", "type"), f"`{split.type}` divides by a column, and the loader reads none for it", _help(column))
    else:
        message = f"`{split.type}` divides by a column, and `{loader.type}` has none"
        help_ = 'write `name_before = "_"` for groups in the names of files' if "group" in split.type else 'write `type = "random"`'
        yield Found(("split", "type"), message, help_)


def _help(column: object) -> str:
    return f'add `split_columns = ["{column or "..."}"]` to the loader'
