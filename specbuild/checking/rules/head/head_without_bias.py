"""A last layer without bias."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R112"
SEVERITY = Severity.WARNING
WORDS = ("use_bias",)
REASON = (
    "The bias of the last layer holds how frequent each class is, or the mean of the targets: the part of the answer that needs no "
    "input. Without it the network has to build that constant out of features, which costs accuracy most where classes are unequal or "
    "targets lie far from 0. `use_bias = false` belongs before a normalization, not at the end."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
use_bias = false
"""
GOOD = BAD.replace("use_bias = false\n", "")


def find(facts: Facts) -> Iterator[Found]:
    """A head that was told `use_bias = false`."""
    head = facts.head
    if head and head.core.given.get("use_bias") is False and facts.spec.task.type != "multilabel":
        yield Found(head.core.at("use_bias"), "without a bias the last layer cannot hold how frequent the classes are", "remove `use_bias`")
