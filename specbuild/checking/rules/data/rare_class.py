"""A class with hardly any rows."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R206"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "From a handful of rows a network learns those rows, not the class; and the two or three that fall into validation and test say "
    "nothing about it. Its line in the table of results is an anecdote. More rows, a merged class, or leaving it out is honest."
)
BAD = """
# data: { classes = 3, class_counts = { cat = 400, dog = 380, lynx = 6 }, training_rows = 600, validation_rows = 150 }
[training]
class_weights = "balanced"
"""
GOOD = BAD.replace("lynx = 6", "lynx = 90")


LEAST = 10


def find(facts: Facts) -> Iterator[Found]:
    """Classes with fewer rows than can be divided into three parts."""
    counts = facts.data.class_counts if facts.data else {}
    rare = [f"`{name}` ({count})" for name, count in counts.items() if count < LEAST]
    if rare:
        names = ", ".join(rare[:5]) + (f" and {len(rare) - 5} more" if len(rare) > 5 else "")
        yield Found(("loader",), f"hardly any rows to learn from: {names}", "gather more, merge classes, or leave them out", "header")
