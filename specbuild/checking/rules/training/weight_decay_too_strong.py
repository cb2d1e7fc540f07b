"""A weight decay that outweighs the task."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R415"
SEVERITY = Severity.WARNING
WORDS = ("weight_decay",)
REASON = (
    "Each step shrinks every weight by the learning rate times `weight_decay`. At 1 and above, with usual rates, weights fall to half "
    "within a few hundred steps, faster than the task can rebuild them, and the network answers the same for every sample. 0.0001 to "
    "0.1 is usual."
)
BAD = """
[training]
optimizer = { type = "AdamW", weight_decay = 2.0 }
"""
GOOD = BAD.replace("weight_decay = 2.0", "weight_decay = 0.01")


def find(facts: Facts) -> Iterator[Found]:
    """A decay of 0.5 and more."""
    optimizer = facts.spec.training.optimizer
    decay = optimizer.given.get("weight_decay")
    if isinstance(decay, int | float) and not isinstance(decay, bool) and decay >= 0.5:
        yield Found(
            optimizer.at("weight_decay"),
            f"a weight decay of {decay:g} shrinks weights faster than they can learn",
            "0.004 is a usual start",
        )
