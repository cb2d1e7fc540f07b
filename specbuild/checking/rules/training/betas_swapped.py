"""The betas of Adam are swapped."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R418"
SEVERITY = Severity.WARNING
WORDS = ("beta_",)
REASON = (
    "`beta_1` smooths the gradient over about ten steps, `beta_2` its square over about a thousand. Swapped, the step is an average "
    "over a thousand past gradients divided by a size that jumps from step to step: slow where it should be quick, and wild where it "
    "should be steady."
)
BAD = """
[training]
optimizer = { type = "Adam", beta_1 = 0.999, beta_2 = 0.9 }
"""
GOOD = BAD.replace("beta_1 = 0.999, beta_2 = 0.9", "beta_1 = 0.9, beta_2 = 0.999")


def find(facts: Facts) -> Iterator[Found]:
    """`beta_1` above `beta_2`."""
    optimizer = facts.spec.training.optimizer
    first, second = optimizer.arguments.get("beta_1"), optimizer.arguments.get("beta_2")
    if isinstance(first, int | float) and isinstance(second, int | float) and first > second:
        name = "beta_1" if "beta_1" in optimizer.given else "beta_2"
        yield Found(
            optimizer.at(name), f"`beta_1` = {first:g} is above `beta_2` = {second:g}", "0.9 and 0.999 are usual: are they swapped?"
        )
