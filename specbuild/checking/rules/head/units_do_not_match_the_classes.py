"""Units that do not match the classes or the targets."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity, counted
from specbuild.checking.facts.facts import Facts, Found

CODE = "R115"
SEVERITY = Severity.ERROR
NEEDS_DATA = True
REPLACES = ("O002",)
REASON = (
    "The last layer gives one number for each class, or for each target of a regression. With too few, the others have none: training "
    "stops with an error, or on some backends silently reads a wrong number. With too many, the rest is never right and only draws "
    'probability away. `units = "classes"` always fits.'
)
BAD = """
# data: { classes = 3 }
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 10
"""
GOOD = BAD.replace("units = 10", 'units = "classes"')


_ASKED = {"multiclass": "classes", "multilabel": "classes", "regression": "targets"}


def find(facts: Facts) -> Iterator[Found]:
    """A head with another number of outputs than there are classes, or targets."""
    asked = _ASKED.get(facts.spec.task.type, "")
    wanted, output, head = facts.known.get(asked, 0), facts.layers[-1].output, facts.head
    if wanted and head and len(output) == 1 and isinstance(output[0], int) and output[0] != wanted:
        told = f"{wanted} {asked}" if wanted > 1 else f"1 {asked.removesuffix('es' if asked == 'classes' else 's')}"
        right = '"classes"' if asked == "classes" else wanted
        yield Found(
            head.at("units"), f"the network gives {counted(output[0], 'number')}, and the data have {told}", f"write `units = {right}`"
        )
