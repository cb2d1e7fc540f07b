"""The curves look healthy."""

from __future__ import annotations

import numpy as np

from specbuild.showing.summary.verdict.curves import Curves
from specbuild.showing.summary.verdict.kind import Kind, Verdict
from specbuild.showing.summary.verdict.overfitting import turned_at
from specbuild.showing.words import measured


def fine(curves: Curves) -> Verdict:
    """Nothing is wrong: whether the loss settled low or high, and whether an overfitting was cut off."""
    best = int(np.nanargmin(curves.watched)) + 1 if not np.isnan(curves.watched).all() else None
    if not len(curves.validation):
        sentence = "The training loss fell and settled; without a validation part the curves cannot show overfitting."
        return Verdict(Kind.FINE, best, sentence, "set `split.validation`")
    if curves.kept is not None and (turned := turned_at(curves)) is not None:
        sentence = (
            f"The curves look healthy up to epoch {curves.kept}, whose weights were kept; from epoch {turned + 2} on the validation loss "
            f"rose (to {measured(curves.validation[-1])}) while the training loss fell, which is overfitting, and was cut off."
        )
        return Verdict(Kind.FINE, curves.kept, sentence)
    sentence = f"The curves look healthy: training and validation loss fell together and settled, the best epoch being {best}."
    if curves.trivial and (left := float(np.nanmin(curves.watched)) / curves.trivial) > 0.6:
        sentence += (
            f" They settled high, though: {measured(left * curves.trivial)} beside the {measured(curves.trivial)} of always giving the "
            "same answer. Either the input says little more about the target, or another network or learning rate would find more."
        )
    return Verdict(Kind.FINE, best, sentence)
