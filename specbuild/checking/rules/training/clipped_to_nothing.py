"""A gradient that is clipped to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R420"
SEVERITY = Severity.WARNING
WORDS = ("clip",)
REASON = (
    "Clipping is for the rare gradient that is far too large. A limit below what gradients usually are cuts every one of them down: "
    "with SGD the network moves by almost nothing, with Adam only the direction is bent. 0.5 to 5 is usual for norms, 0.1 to 1 for "
    "values."
)
BAD = """
[training]
optimizer = { type = "SGD", learning_rate = 0.01, clipnorm = 0.00001 }
"""
GOOD = BAD.replace("clipnorm = 0.00001", "clipnorm = 1.0")


def find(facts: Facts) -> Iterator[Found]:
    """A limit below a thousandth."""
    optimizer = facts.spec.training.optimizer
    for name in ("clipnorm", "clipvalue", "global_clipnorm"):
        limit = optimizer.given.get(name)
        if isinstance(limit, int | float) and not isinstance(limit, bool) and limit < 1e-3:
            yield Found(optimizer.at(name), f"`{name} = {limit:g}` cuts every gradient down to almost nothing", "write 1.0")
