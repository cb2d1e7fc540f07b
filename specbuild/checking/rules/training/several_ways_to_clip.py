"""Several ways to clip the gradient."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R419"
SEVERITY = Severity.ERROR
WORDS = ("clip",)
REASON = (
    "`clipnorm` limits the gradient of each weight array, `global_clipnorm` that of all together, `clipvalue` each number. Keras "
    "takes one of them and stops with an error for two."
)
BAD = """
[training]
optimizer = { type = "Adam", clipnorm = 1.0, clipvalue = 0.5 }
"""
GOOD = BAD.replace("clipnorm = 1.0, clipvalue = 0.5", "global_clipnorm = 1.0")


_CLIPS = ("clipnorm", "clipvalue", "global_clipnorm")


def find(facts: Facts) -> Iterator[Found]:
    """More than one of the three."""
    optimizer = facts.spec.training.optimizer
    given = [name for name in _CLIPS if optimizer.given.get(name) is not None]
    for name in given[1:]:
        yield Found(optimizer.at(name), f"`{given[0]}` clips the gradient already, and Keras takes one way only", f"remove `{name}`")
