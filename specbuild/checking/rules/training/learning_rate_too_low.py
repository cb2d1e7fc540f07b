"""A learning rate that is too low to learn."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R407"
SEVERITY = Severity.WARNING
WORDS = (
    "learning_rate",
    "Adadelta",
)
REASON = (
    "With a rate below a millionth a weight moves by a thousandth of its size in a thousand steps: after all epochs the network is "
    "about what it was at the start. A slip in the exponent is likely. Adadelta is a case of its own: it was made for a rate of 1, "
    "and Keras's default of 0.001 makes it a thousand times slower than its paper."
)
BAD = """
[training]
optimizer = { type = "Adadelta" }
"""
GOOD = BAD.replace('type = "Adadelta"', 'type = "Adadelta", learning_rate = 1.0')


LOWEST = {"SGD": 1e-5, "Adadelta": 0.05, "Adagrad": 1e-5, "Ftrl": 1e-5}
_OTHERS = 1e-6
_STARTS = ("initial_learning_rate", "warmup_target", "end_learning_rate")  # the highest rate that a schedule comes to is one of these


def find(facts: Facts) -> Iterator[Found]:
    """A rate, stated or by default, with which the optimizer gets nowhere."""
    optimizer = facts.spec.training.optimizer
    rate, lowest = optimizer.arguments.get("learning_rate"), LOWEST.get(optimizer.type, _OTHERS)
    if isinstance(rate, int | float) and rate < lowest:
        path = optimizer.at("learning_rate") if "learning_rate" in optimizer.given else optimizer.path
        message = f"with a rate of {rate:g} `{optimizer.type}` hardly moves any weight"
        yield Found(path, message, f"start from {1.0 if optimizer.type == 'Adadelta' else 0.01 if lowest == 1e-5 else 0.001:g}")
    for schedule in facts.schedules():
        most = max((_number(schedule.arguments.get(name)) for name in _STARTS), default=0)
        if "initial_learning_rate" in schedule.arguments and most < lowest:
            message = f"a schedule that starts at {most:g} and falls hardly moves any weight"
            yield Found((*schedule.path, "initial_learning_rate"), message, "start from 0.001, or warm up to a rate")


def _number(value: object) -> float:
    return value if isinstance(value, int | float) else 0.0
