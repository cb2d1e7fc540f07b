"""Units that do not match the classes."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R115"
SEVERITY = Severity.ERROR
NEEDS_DATA = True
REASON = (
    "The last layer gives one number for each class. With too few, the classes beyond them have none: training stops with an error, "
    "or on some backends silently reads a wrong number. With too many, the rest is never right and only draws probability away. "
    '`units = "classes"` always fits.'
)
BAD = """
# data: { classes = 3 }
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 10
"""
GOOD = """
# data: { classes = 3 }
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""


def find(facts: Facts) -> Iterator[Found]:
    """A multiclass or multilabel head with another number of outputs than there are classes."""
    classes = facts.known.get("classes", 0)
    output, head = facts.layers[-1].output, facts.head
    if classes and head and facts.spec.task.type in ("multiclass", "multilabel") and len(output) == 1 and output != (classes,):
        message = f"the network gives {output[0]} numbers, and the data have {classes} classes"
        yield Found(head.at("units"), message, 'write `units = "classes"`')
