"""A momentum that never forgets."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R417"
SEVERITY = Severity.WARNING
WORDS = ("momentum",)
REASON = (
    "Momentum adds up past gradients; a step is up to 1 / (1 - momentum) times the gradient. At 0.99 that is a hundred times, at "
    "0.999 a thousand: the weights run past every minimum, and after 1,000 steps the first gradients still push. At 1 they never "
    "stop. 0.9 is usual."
)
BAD = """
[training]
optimizer = { type = "SGD", learning_rate = 0.01, momentum = 0.999 }
"""
GOOD = BAD.replace("momentum = 0.999", "momentum = 0.9")


def find(facts: Facts) -> Iterator[Found]:
    """A momentum above 0.99."""
    optimizer = facts.spec.training.optimizer
    momentum = optimizer.given.get("momentum")
    if isinstance(momentum, int | float) and momentum > 0.99:
        message = (
            f"a momentum of {momentum:g} makes steps up to {1 / (1 - momentum):,.0f} times as long"
            if momentum < 1
            else "a momentum of 1 never stops"
        )
        yield Found(optimizer.at("momentum"), message, "0.9 is usual")
