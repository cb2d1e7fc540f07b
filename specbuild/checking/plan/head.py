"""The end of the stack: one axis for each sample, as the targets have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from specbuild.checking.diagnostic import Finding
from specbuild.checking.plan.codes import HEAD
from specbuild.checking.plan.plan import Step
from specbuild.checking.plan.rule import written

RECURRENT = ("SimpleRNN", "GRU", "LSTM", "RNN", "Bidirectional")


def check_head(steps: Sequence[Step]) -> list[Finding]:
    """A finding where the last layer gives more than one axis: every task of this version has one vector of targets a sample."""
    output = steps[-1].output if steps else None
    if output is None or len(output) == 1:
        return []
    steps = [leaf for step in steps for leaf in step.leaves()]
    step, got = steps[-1], f"`{steps[-1].type}` is the last layer"
    if dense := _first_dense(steps):
        step, got = dense, f"`Dense` works on the last axis of {written(dense.input or ())} only"
    message = f"{got}, so that the network gives {written(output)} for each sample instead of one axis"
    return [Finding(HEAD, (*step.path, "type"), message, help=_help(step, steps))]


def _first_dense(steps: Sequence[Step]) -> Step | None:
    """The first Dense after which no layer takes the further axes away."""
    kept = list(takewhile(lambda step: step.output is not None and len(step.output) != 1, reversed(steps)))
    return next((step for step in reversed(kept) if step.type == "Dense"), None)


def _help(step: Step, steps: Sequence[Step]) -> str:
    where = "put {} before it" if step.type == "Dense" else "put {} and a `Dense` after it"
    if not step.output:
        return "end with a `Dense` layer"
    pooling = f" or `GlobalAveragePooling{len(step.output) - 1}D`" if 2 <= len(step.output) <= 4 else ""
    sequences = ", or set `return_sequences = false` in the last recurrent layer" if any(one.type in RECURRENT for one in steps) else ""
    return where.format(f"`Flatten`{pooling}") + sequences
