"""Softmax before a loss that expects logits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

if TYPE_CHECKING:
    from specbuild.checking.diagnostic import Fix
    from specbuild.checking.document.site import Site

CODE = "R101"
SEVERITY = Severity.ERROR
WORDS = ("from_logits",)
REPLACES = ("O003",)
REASON = (
    "With `from_logits = true` the loss applies the softmax (or sigmoid) itself. Applied twice, it squeezes every probability towards "
    "the middle: with ten classes the surest prediction possible is about 0.23, the gradient almost vanishes, and training creeps "
    "along without any error message. Either the last layer has no activation and the loss says `from_logits = true`, or it has one "
    "and the loss does not."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
activation = "softmax"

[training]
loss = { type = "SparseCategoricalCrossentropy", from_logits = true }
"""
GOOD = BAD.replace('activation = "softmax"\n', "")


_PROBABILITIES = {"softmax": "multiclass", "sigmoid": "binary"}


def find(facts: Facts) -> Iterator[Found]:
    """A loss that was told `from_logits = true` behind a head that gives probabilities."""
    loss, last = facts.spec.training.loss, facts.layers[-1]
    if loss and loss.given.get("from_logits") is True and last.activation in _PROBABILITIES:
        message = f"`from_logits = true`, but the last layer has applied `{last.activation}` already: it would be applied twice"
        yield Found(loss.at("from_logits"), message, "remove `from_logits`: it follows from the head")


def fix(site: Site) -> Fix | None:
    """Take `from_logits` out: left out, it follows from the head."""
    return site.remove()
