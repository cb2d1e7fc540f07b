"""Windows of a forecast, divided by chance."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R216"
SEVERITY = Severity.ERROR
WORDS = ("forecast",)
REASON = (
    "Windows over one series overlap: two that begin a step apart share all their steps but two. Drawn at random, nearly the same "
    "window is trained on and tested, and the test asks for steps that training has seen. The split `time` cuts the series first, so "
    "that what is tested lies behind what was trained on."
)
BAD = """
# data: { targets = 1 }
preprocessing = []

[task]
type = "regression"

[loader]
type = "forecast"
path = "load.csv"
target = "load"
history = 24

[split]
type = "random"
test = 0.2

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1
"""
GOOD = BAD.replace('type = "random"', 'type = "time"')


def find(facts: Facts) -> Iterator[Found]:
    """A split of windows over one series that is not `time`."""
    split = facts.spec.split
    if facts.spec.loader.type == "forecast" and split.type != "time":
        message = f"`{split.type}` puts windows that share steps into different parts"
        yield Found(
            facts.where(("split", "type"), ("loader", "type")), message, 'write `split.type = "time"`: windows are divided by when they are'
        )
