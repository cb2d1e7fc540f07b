"""Label smoothing on top of mixed labels."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R507"
SEVERITY = Severity.WARNING
WORDS = ("label_smoothing",)
REASON = (
    "MixUp and CutMix already give labels between two classes, which keeps a network from being too sure of itself. Label smoothing "
    "does the same once more: targets become so soft that probabilities no longer mean anything, and the loss has a high floor. One "
    "of them is enough."
)
BAD = """
[[augmentation]]
type = "MixUp"

[training]
loss = { type = "CategoricalCrossentropy", label_smoothing = 0.1 }
"""
GOOD = BAD.replace('type = "CategoricalCrossentropy", label_smoothing = 0.1', 'type = "CategoricalCrossentropy"')


def find(facts: Facts) -> Iterator[Found]:
    """A loss with smoothing beside an augmentation that blends classes."""
    loss = facts.spec.training.loss
    mixing = next((entry for entry in facts.spec.augmentation if entry.type in ("MixUp", "CutMix")), None)
    if mixing and loss and loss.given.get("label_smoothing"):
        yield Found(loss.at("label_smoothing"), f"`{mixing.type}` softens the labels already", "keep one of the two")
