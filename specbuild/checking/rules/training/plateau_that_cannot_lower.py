"""A plateau that cannot lower the rate."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R421"
SEVERITY = Severity.WARNING
WORDS = ("ReduceLROnPlateau",)
REASON = (
    "ReduceLROnPlateau multiplies the learning rate by `factor`, down to `min_lr`. With a `factor` close to 1 nothing changes, and "
    "with a `min_lr` at or above the learning rate there is nowhere to go: the callback waits, acts, and nothing happens. Factors "
    "from 0.1 to 0.5 are usual."
)
BAD = """
[training]
epochs = 50
optimizer = { type = "Adam", learning_rate = 0.001 }

[[training.callbacks]]
type = "ReduceLROnPlateau"
patience = 3
min_lr = 0.01
"""
GOOD = BAD.replace("min_lr = 0.01", "min_lr = 0.00001")


def find(facts: Facts) -> Iterator[Found]:
    """A floor that is no lower than the rate, or a factor that hardly lowers it."""
    rate = facts.spec.training.optimizer.arguments.get("learning_rate")
    for plateau in facts.callbacks("ReduceLROnPlateau"):
        lowest, factor = plateau.given.get("min_lr"), plateau.given.get("factor")
        if isinstance(lowest, int | float) and isinstance(rate, int | float) and lowest >= rate:
            yield Found(
                plateau.at("min_lr"), f"the learning rate is {rate:g} and may not fall below {lowest:g}", "let `min_lr` be far lower"
            )
        if isinstance(factor, int | float) and 0.95 < factor < 1:
            yield Found(plateau.at("factor"), f"{factor:g} times the rate is hardly lower", "0.1 to 0.5 is usual")
