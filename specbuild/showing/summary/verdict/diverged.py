"""The training ran off."""

from __future__ import annotations

import numpy as np

from specbuild.showing.summary.verdict.curves import Curves, creeps, noise
from specbuild.showing.summary.verdict.kind import Kind, Verdict
from specbuild.showing.words import measured


def diverged(curves: Curves) -> Verdict | None:
    """The loss is not a number any more, or ended well above where it began."""
    advice = "lower the learning rate (`training.optimizer`), and see that the input is scaled (`Rescaling` or `Normalization`)"
    broken = np.flatnonzero(~np.isfinite(curves.train))
    if len(broken):
        epoch = int(broken[0]) + 1
        return Verdict(Kind.DIVERGED, epoch, f"The training ran off: from epoch {epoch} on the loss is not a number any more.", advice)
    first, last, best = curves.train[0], curves.train[-1], int(curves.train.argmin())
    if curves.epochs >= 2 and last - first > 0.2 * abs(first) and last - first > 2 * noise(curves.train):
        sentence = f"The training ran off: its loss rose from {measured(first)} to {measured(last)} instead of falling."
        return Verdict(Kind.DIVERGED, best + 2 if best + 1 < curves.epochs else None, sentence, advice)
    far = 0.0 if curves.trivial is None or curves.epochs < 5 or creeps(curves.train) else curves.trivial
    # Networks that have not learnt yet were seen at 2.5 times the trivial loss; validation, where all is learnt by heart, at 4.5 times.
    for losses, above in ((curves.train, 3), (curves.validation, 50)):
        if not far or not len(losses):
            continue
        before, after = (float(np.median(half)) for half in np.array_split(losses[1:], 2))
        if min(before, after) > above * far and after > 0.8 * before:
            sentence = (
                f"The training ran off: its loss stays near {measured(after)} without falling, far above the {measured(far)} "
                "of always giving the same answer."
            )
            return Verdict(Kind.DIVERGED, None, sentence, advice)
    return None
