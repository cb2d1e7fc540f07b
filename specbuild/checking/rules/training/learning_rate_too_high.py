"""A learning rate that is too high for its optimizer."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R406"
SEVERITY = Severity.WARNING
WORDS = (
    "learning_rate",
    "warmup_target",
    "values",
)
REASON = (
    "Adam and its relatives divide by the size of the gradient, so every weight moves by about the learning rate at each step, "
    "whatever the gradient: above 0.05 that is more than most weights are large, and the loss jumps about or turns into not-a-number. "
    "SGD multiplies with the gradient and bears up to about 1; Lion takes steps of full size and wants a tenth of Adam's."
)
BAD = """
[training]
optimizer = { type = "Adam", learning_rate = 0.5 }
"""
GOOD = BAD.replace("learning_rate = 0.5", "learning_rate = 0.001")


# The highest rate that can work: steps of these optimizers are about that large, whatever the gradient.
HIGHEST = {
    "Adam": 0.05, "AdamW": 0.05, "Adamax": 0.1, "Nadam": 0.05, "RMSprop": 0.05, "Lion": 0.01, "Lamb": 0.1, "Adafactor": 0.1, "Muon": 0.2,
    "Adagrad": 1.0, "Ftrl": 1.0, "ScheduleFreeAdamW": 0.05, "SGD": 1.0, "Adadelta": 10.0,
}  # fmt: skip
_FIRST = ("learning_rate", "initial_learning_rate", "warmup_target", "values")


def find(facts: Facts) -> Iterator[Found]:
    """A rate, or the first rates of a schedule, above what the optimizer bears."""
    optimizer = facts.spec.training.optimizer
    highest = HIGHEST.get(optimizer.type)
    for entry in (optimizer, *facts.schedules()) if highest else ():
        for name in _FIRST:
            rate = entry.given.get(name)
            for number in rate if isinstance(rate, list | tuple) else [rate]:
                if isinstance(number, int | float) and number > highest:  # type: ignore[operator]
                    message = f"`{optimizer.type}` cannot learn with steps of {number:g}: the loss will jump about"
                    yield Found(entry.at(name), message, f"start from {_usual(optimizer.type):g}")
                    break


def _usual(type_: str) -> float:
    return {"SGD": 0.01, "Adadelta": 1.0, "Lion": 0.0001, "Adagrad": 0.01}.get(type_, 0.001)
