"""A schedule that is longer than training."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R409"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "A schedule that comes down over 100,000 steps has hardly begun after 1,000: the rate stays at its start, and the low rates at "
    "the end, where a network settles, never come. The length counts in steps, not epochs: rows divided by the batch size, times the "
    "epochs."
)
BAD = """
# data: { training_rows = 3200, validation_rows = 400, classes = 3 }
[training]
epochs = 10
batch_size = 32
optimizer = { type = "Adam", learning_rate = { type = "CosineDecay", initial_learning_rate = 0.001, decay_steps = 100000 } }
"""
GOOD = BAD.replace("decay_steps = 100000", "decay_steps = 1000")


def find(facts: Facts) -> Iterator[Found]:
    """Steps of a decay, or a boundary, that training does not reach."""
    steps = facts.steps
    for entry in facts.schedules() if steps else ():
        boundaries = entry.given.get("boundaries") or ()
        length = (entry.given.get("decay_steps") or 0) + (entry.given.get("warmup_steps") or 0)
        last = max((number for number in boundaries if isinstance(number, int | float)), default=0)
        # An exponential decay has no end to reach, only a pace.
        if entry.type in ("CosineDecay", "PolynomialDecay") and length > 1.2 * steps:  # type: ignore[operator]
            yield Found(
                entry.at("decay_steps"),
                f"training has {steps:,} steps, and this schedule {length:,}",
                f"write `decay_steps = {steps}`",
            )
        elif last >= steps:  # type: ignore[operator]
            yield Found(entry.at("boundaries"), f"training has {steps:,} steps and never reaches {last:,}", "count in steps, not in rows")
