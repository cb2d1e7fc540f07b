"""Another number of outputs than steps to predict."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity, counted
from specbuild.checking.facts.facts import Facts, Found

CODE = "R117"
SEVERITY = Severity.ERROR
WORDS = ("forecast",)
REASON = (
    "A forecast predicts `horizon` steps at once: the network gives a number for each step and each target. Training stops with an "
    "error where there are more or fewer, or on some backends stretches one number over all steps and learns their mean."
)
BAD = """
preprocessing = []

[task]
type = "regression"

[loader]
type = "forecast"
path = "load.csv"
target = "load"
history = 24
horizon = 12

[split]
type = "time"
test = 0.2

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1
"""
GOOD = """
# data: { targets = 12 }
preprocessing = []

[task]
type = "regression"

[loader]
type = "forecast"
path = "load.csv"
target = "load"
history = 24
horizon = 12

[split]
type = "time"
test = 0.2

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 12
"""


def find(facts: Facts) -> Iterator[Found]:
    """A network that gives another number of outputs than the loader `forecast` asks for."""
    loader, output = facts.spec.loader, facts.layers[-1].output
    if loader.type != "forecast" or facts.head is None or not facts.plan.complete or len(output) != 1:
        return
    target, horizon = loader.arguments["target"], loader.arguments["horizon"]
    wanted = horizon * (len(target) if isinstance(target, list) else 1)
    if isinstance(output[0], int) and output[0] != wanted:
        message = f"the network gives {counted(output[0], 'number')}, and {wanted} are to be predicted"
        yield Found(facts.head.at("units"), message, f"write `units = {wanted}`, or change `loader.horizon`")
