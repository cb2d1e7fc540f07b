"""Several units for a binary task."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R103"
SEVERITY = Severity.ERROR
WORDS = ("binary",)
REPLACES = (
    "O001",
    "O002",
)
REASON = (
    "A binary task has one number to predict: how sure the network is of the second class. Two sigmoid units would be two predictions "
    "that may contradict each other, each compared with the same target; two softmax units say the same thing twice and need another "
    "loss. Threshold, metrics and class weights of a binary task all read one number."
)
BAD = """
[task]
type = "binary"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 2
activation = "sigmoid"
"""
GOOD = BAD.replace("units = 2", "units = 1")


def find(facts: Facts) -> Iterator[Found]:
    """A binary network whose last layer gives more than one number, or as many as there are classes."""
    last = facts.layers[-1]
    if facts.spec.task.type == "binary" and len(last.output) == 1 and last.output != (1,):
        head = facts.head or last
        activation = ' with `activation = "sigmoid"`' if last.activation == "softmax" else ""
        message = f"a binary task predicts one number, and this network gives {last.output[0]}"
        yield Found(head.at("units"), message, f'write `units = 1`{activation}, or `task.type = "multiclass"`')
