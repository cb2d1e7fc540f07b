"""A Dropout that drops nearly everything."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R315"
SEVERITY = Severity.WARNING
WORDS = (
    "rate",
    "dropout",
)
REASON = (
    "`rate` is the share that is dropped. At 0.8 one number in five survives, multiplied by 5: what passes is mostly noise, training "
    "is slow, and the network underfits. Rates from 0.1 to 0.5 are usual; a high one has often been mistaken for the share to keep, "
    "as older libraries counted it."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dropout"
rate = 0.9

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("rate = 0.9", "rate = 0.1")


MOST = 0.8
_RATES = ("rate", "dropout", "recurrent_dropout")


def find(facts: Facts) -> Iterator[Found]:
    """A rate of 0.8 or more, recurrent ones included."""
    for entry in facts.entries:
        for name in _RATES:
            rate = entry.given.get(name) if entry.table == "layers" else None
            if isinstance(rate, int | float) and rate >= MOST:
                message = f"{rate:.0%} of the numbers are dropped: hardly anything is left to learn from"
                yield Found(entry.at(name), message, f"`{name}` is the share that is dropped, not kept: 0.1 to 0.5 is usual")
