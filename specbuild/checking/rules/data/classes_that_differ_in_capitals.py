"""Classes whose names differ only in capitals or blanks."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R242"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "`Cat` and `cat` are two classes to the network, which has to tell apart what nobody can, and every result counts it as a mistake. "
    "Mostly several people have written the labels. Nothing is merged by itself: in codes such as `b` and `B` capitals do mean something."
)
BAD = """
# data: { classes = 3, class_counts = { cat = 400, dog = 380, Cat = 60 }, training_rows = 600, validation_rows = 150 }
[training]
class_weights = "balanced"
"""
GOOD = BAD.replace("Cat = 60", "cow = 60")


def find(facts: Facts) -> Iterator[Found]:
    """Classes that are the same without their capitals and blanks."""
    alike: dict[str, list[str]] = {}
    for name in facts.data.class_counts if facts.data else ():
        alike.setdefault("".join(name.casefold().split()), []).append(name)
    said = [" and ".join(f"`{name}`" for name in some) for some in alike.values() if len(some) > 1]
    if said:
        names = "; ".join(said[:5]) + (f" and {len(said) - 5} more" if len(said) > 5 else "")
        yield Found(("loader",), f"classes differ only in capitals or blanks: {names}", "write labels that mean the same alike", "header")
