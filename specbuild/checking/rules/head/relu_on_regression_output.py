"""ReLU on the output of a regression."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R104"
SEVERITY = Severity.WARNING
WORDS = ("regression",)
REASON = (
    "ReLU turns every negative number into 0. Where the output of a regression starts out negative, its gradient is 0 as well, so the "
    "unit may never recover: the network predicts 0 for ever, and half of all random initialisations begin that way. Targets that "
    "cannot be negative are better served by `softplus`, or by predicting their logarithm."
)
BAD = """
# data: { input = [8], targets = 1 }
preprocessing = []

[task]
type = "regression"

[loader]
type = "image_table"
path = "pictures.csv"
file = "picture"
target = "age"
size = [64, 64]

[split]
type = "random"

[[layers]]
type = "Dense"
units = 32
activation = "relu"

[[layers]]
type = "Dense"
units = 1
activation = "relu"
"""
GOOD = """
# data: { input = [8], targets = 1 }
preprocessing = []

[task]
type = "regression"

[loader]
type = "image_table"
path = "pictures.csv"
file = "picture"
target = "age"
size = [64, 64]

[split]
type = "random"

[[layers]]
type = "Dense"
units = 32
activation = "relu"

[[layers]]
type = "Dense"
units = 1
"""


_CUT_OFF = ("relu", "relu6", "leaky_relu", "hard_shrink", "threshold")


def find(facts: Facts) -> Iterator[Found]:
    """A regression whose last layer cuts negative numbers off."""
    last = facts.layers[-1]
    if facts.spec.task.type == "regression" and last.activation in _CUT_OFF:
        message = f"`{last.activation}` cuts off the negative outputs of a regression, and their gradient with them"
        yield Found(last.path_of_activation, message, 'leave the activation out, or use `"softplus"` for targets that are never negative')
