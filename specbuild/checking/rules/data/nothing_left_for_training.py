"""Shares that leave no rows for training."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R215"
SEVERITY = Severity.ERROR
WORDS = ("validation", "test")
REASON = (
    "`validation` and `test` are shares of all rows, and training gets what is left. From 1 on that is nothing, and the run stops "
    "before it starts. Mostly the share of training was written where one of the two belongs: 0.1 to 0.2 for each is usual."
)
BAD = """
[split]
type = "stratified"
validation = 0.8
test = 0.25
"""
GOOD = BAD.replace("validation = 0.8", "validation = 0.2")


def find(facts: Facts) -> Iterator[Found]:
    """Two shares that are the whole or more together."""
    shares = facts.held_out
    if sum(shares.values()) >= 1:
        largest = max((name for name in shares if name in facts.spec.split.given), key=lambda name: shares[name])
        message = f"`validation` and `test` take {sum(shares.values()):.0%} of the rows, and leave none to train on"
        yield Found(("split", largest), message, f"lower `{largest}`; 0.1 to 0.2 is usual")
