"""A factor whose middle is not neutral."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R506"
SEVERITY = Severity.WARNING
WORDS = (
    "RandomSaturation",
    "RandomSharpness",
)
REASON = (
    "`RandomSaturation` and `RandomSharpness` are neutral at 0.5, not at 0: a single number f means from 0 to f, so `factor = 0.2` "
    "makes every picture almost grey, or blurred, and none stays as it is. The network never sees what it is evaluated on. A list "
    "around 0.5 changes both ways."
)
BAD = """
[meaning]
saturation = "free"

[[augmentation]]
type = "RandomSaturation"
factor = 0.2
"""
GOOD = BAD.replace("factor = 0.2", "factor = [0.4, 0.6]")


def find(facts: Facts) -> Iterator[Found]:
    """A range of factors that leaves 0.5 out."""
    for entry in facts.spec.augmentation:
        factor = entry.given.get("factor")
        if entry.type not in ("RandomSaturation", "RandomSharpness") or factor is None:
            continue
        low, high = factor if isinstance(factor, list | tuple) else (0, factor)
        if isinstance(low, int | float) and isinstance(high, int | float) and not low <= 0.5 <= high:
            message = f"`{entry.type}` leaves a picture as it is at 0.5, and this goes from {low:g} to {high:g}"
            yield Found(entry.at("factor"), message, "write `factor = [0.4, 0.6]`")
