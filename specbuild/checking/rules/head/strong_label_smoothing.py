"""Label smoothing that drowns the labels."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R110"
SEVERITY = Severity.WARNING
WORDS = ("label_smoothing",)
REASON = (
    "Label smoothing moves every target towards the middle: by 0.1 it keeps a network from being too sure of itself. For two classes "
    "a smoothing of 0.2 asks for 0.9 and 0.1, of 1.0 for 0.5 everywhere, which is no label at all. Strong smoothing also shifts "
    "probabilities, so that thresholds no longer mean what they say."
)
BAD = """
[training]
loss = { type = "CategoricalCrossentropy", label_smoothing = 0.6 }
"""
GOOD = BAD.replace("label_smoothing = 0.6", "label_smoothing = 0.1")


def find(facts: Facts) -> Iterator[Found]:
    """Smoothing of more than a third, or of more than a fifth where there are two answers only."""
    loss = facts.spec.training.loss
    most = 0.2 if facts.spec.task.type in ("binary", "multilabel") else 0.33
    if loss and (loss.given.get("label_smoothing") or 0) > most:
        smoothing = loss.given["label_smoothing"]
        yield Found(loss.at("label_smoothing"), f"a label smoothing of {smoothing:g} leaves little of the labels", "0.1 is usual")
