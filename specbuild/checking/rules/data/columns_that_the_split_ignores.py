"""Columns are kept for a split that does not use them."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R238"
SEVERITY = Severity.WARNING
WORDS = ("part", "split_columns")
REASON = (
    "`part` names the column that says which part each row is in, and `split_columns` what rows are divided by: patients, days, "
    "folds. A split that takes no column draws its own parts all the same, without a word: test rows are trained on, and one patient "
    "is in two parts."
)
BAD = """
preprocessing = []

[task]
type = "binary"

[loader]
type = "table"
path = "rows.csv"
target = "y"
split_columns = ["patient"]

[split]
type = "random"
validation = 0.2

[[layers]]
type = "Dense"
units = 16
activation = "relu"

[[layers]]
type = "Dense"
units = 1
"""
GOOD = BAD.replace('type = "random"', 'type = "group"')


def find(facts: Facts) -> Iterator[Found]:
    """A column of parts beside a split that makes its own, or a column to divide by beside one that has no use for it."""
    split, loader = facts.spec.split, facts.spec.loader
    part, columns = loader.given.get("part"), loader.given.get("split_columns")
    if part is not None and split.type != "folders":
        message = f"the split `{split.type}` makes parts of its own, whatever `{part}` says"
        yield Found((*loader.path, "part"), message, 'write `split.type = "folders"`, or remove `part`')
    if columns and "column" not in split.known.arguments:
        written = ", ".join(f"`{column}`" for column in columns)
        message = f"a `{split.type}` split does not look at {written}"
        yield Found((*loader.path, "split_columns"), message, 'write `split.type = "group"`, or `drop` what is only no feature')
