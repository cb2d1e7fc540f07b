"""Averaged weights are swapped in, and the optimizer keeps none."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R428"
SEVERITY = Severity.ERROR
WORDS = ("SwapEMAWeights",)
REASON = (
    "`SwapEMAWeights` evaluates the network with the moving averages of its weights, which the optimizer keeps under `use_ema = true`"
    " and not otherwise: Keras stops at the end of the first epoch."
)
BAD = """
[training]
optimizer = "Adam"
callbacks = ["SwapEMAWeights"]
"""
GOOD = BAD.replace('"Adam"', '{ type = "Adam", use_ema = true }')


def find(facts: Facts) -> Iterator[Found]:
    """The callback, beside an optimizer that averages nothing."""
    optimizer = facts.spec.training.optimizer
    for callback in facts.callbacks("SwapEMAWeights") if not optimizer.arguments.get("use_ema") else ():
        message = f"there are no averaged weights to swap in: `{optimizer.type}` keeps none"
        yield Found(callback.at(), message, f'write `optimizer = {{ type = "{optimizer.type}", use_ema = true }}`')
