"""A validation part too small to tell 1 % apart."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity, counted
from specbuild.checking.facts.facts import Facts, Found

CODE = "R202"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "In a validation part of fewer than 100 rows a single row more or less is over 1 % of accuracy: differences between two epochs, "
    "or two experiments, are luck of the draw. Early stopping then follows noise. A larger share, or cross-validation, gives numbers "
    "that can be compared."
)
BAD = """
# data: { training_rows = 300, validation_rows = 60, classes = 3 }
[split]
type = "stratified"
validation = 0.15
test = 0.1
"""
GOOD = BAD.replace("training_rows = 300, validation_rows = 60", "training_rows = 900, validation_rows = 180")


LEAST = 100


def find(facts: Facts) -> Iterator[Found]:
    """Fewer rows than are needed for one of them to be 1 %."""
    rows = facts.data.validation_rows if facts.data else None
    if rows and rows < LEAST and facts.spec.task.type != "regression":
        path = facts.where(("split", "validation"), ("split", "type"), ("loader", "type"))
        yield Found(
            path,
            f"with {counted(rows, 'row')} for validation, one row is {100 / rows:.1f} % of accuracy",
            "keep more rows for validation",
        )
