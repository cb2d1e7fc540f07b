"""A schedule that is over long before training."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R410"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "A cosine or polynomial decay ends at its lowest rate, 0 unless told otherwise. Where it comes down over half of the training or "
    "less, the rest of the epochs trains with that rate: time is spent, nothing is learned. Mostly the length was counted in epochs, "
    "while it counts in steps."
)
BAD = """
# data: { training_rows = 3200, validation_rows = 400, classes = 3 }
[training]
epochs = 10
batch_size = 32
optimizer = { type = "Adam", learning_rate = { type = "CosineDecay", initial_learning_rate = 0.001, decay_steps = 10 } }
"""
GOOD = BAD.replace("decay_steps = 10", "decay_steps = 1000")


def find(facts: Facts) -> Iterator[Found]:
    """A decay down to almost nothing within half of the steps."""
    steps = facts.steps
    for entry in facts.schedules("CosineDecay", "PolynomialDecay") if steps else ():
        if entry.given.get("cycle"):
            continue
        length = entry.arguments["decay_steps"] + (entry.arguments.get("warmup_steps") or 0)
        lowest = entry.arguments.get("alpha", 0) if entry.type == "CosineDecay" else entry.arguments["end_learning_rate"]
        if length < 0.5 * steps and lowest < 1e-5:  # type: ignore[operator]
            message = f"this schedule is at {lowest:g} after {length:,} of {steps:,} steps, and the rest learns nothing"
            yield Found(entry.at("decay_steps"), message, f"write `decay_steps = {steps}`; it counts steps, not epochs")
