"""No rows to validate on."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R201"
SEVERITY = Severity.WARNING
WORDS = ("validation", "column")
REASON = (
    "Without a validation part only the training rows tell how the network does, and these it can learn by heart. Nobody sees when "
    "overfitting begins, early stopping and schedules that watch `val_loss` cannot work, and settings end up being chosen on the test "
    "part, which then no longer tests anything."
)
BAD = """
[split]
type = "stratified"
validation = 0.0
test = 0.2
"""
GOOD = BAD.replace("validation = 0.0", "validation = 0.2")


def find(facts: Facts) -> Iterator[Found]:
    """A split whose validation share is 0, stated or left out."""
    split = facts.spec.split
    if split.type == "column" and not split.given.get("validation_values"):
        message = "no value of the column is for validation, so nothing will tell when overfitting begins"
        yield Found(("split", "type"), message, "write `validation_values = [...]`")
    if facts.validation_share == 0:
        path = facts.where(("split", "validation"), ("split",))
        yield Found(path, "no rows are kept for validation, so nothing will tell when overfitting begins", "write `validation = 0.2`")
