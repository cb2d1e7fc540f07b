"""Validation rows are known from training."""

from __future__ import annotations

import numpy as np

from specbuild.showing.summary.verdict.curves import Curves
from specbuild.showing.summary.verdict.kind import Kind, Verdict
from specbuild.showing.words import measured


def leak(curves: Curves) -> Verdict | None:
    """Validation is clearly easier than training, all through the second half, and nothing in the spec makes training harder."""
    losses = curves.validation
    if curves.harder or curves.epochs < 6 or not len(losses):
        return None
    # The training loss of an epoch is a mean over the epoch, that of validation is taken at its end: half an epoch later.
    train = (curves.train[:-1] + curves.train[1:]) / 2
    late = slice(len(train) // 2, None)
    below = (train - losses[:-1])[late]
    # The mean loss of few rows strays: its standard error is about one and a half times the loss, by the root of how many there are.
    share = max(0.25, 4 / np.sqrt(curves.validation_rows)) if curves.validation_rows else 0.25
    if np.median(below) <= max(share * np.median(train[late]), 0.01 * curves.reference) or (below <= 0).mean() > 0.2:
        return None
    sentence = (
        f"A leak is suspected: the validation loss ({measured(losses[-1])}) is far below the training loss ({measured(curves.train[-1])}), "
        "and nothing in the spec makes training harder than validation."
    )
    advice = (
        "see whether copies of validation rows, or rows of the same person, scene or recording, are among the training rows "
        '(`split.type = "group"`), and try `specbuild run --canary`; wrong labels among the training rows alone look the same'
    )
    return Verdict(Kind.LEAK, None, sentence, advice)
