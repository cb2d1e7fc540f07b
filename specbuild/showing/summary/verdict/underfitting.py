"""The network has hardly learnt anything."""

from __future__ import annotations

from specbuild.showing.summary.verdict.curves import Curves, creeps
from specbuild.showing.summary.verdict.kind import Kind, Verdict
from specbuild.showing.words import measured


def underfitting(curves: Curves) -> Verdict | None:
    """The network is hardly better than the trivial predictor even on what it was trained with, or its loss only creeps."""
    best = curves.train.min()
    reference = curves.train[0] if curves.trivial is None else curves.trivial
    advice = "give it more units or layers, try another learning rate (`training.optimizer`), and look whether labels and input are right"
    # Without the trivial predictor's loss only a curve that stayed flat from the start shows it.
    if reference - best <= 0.1 * abs(reference):
        where = "above" if best > 1.1 * abs(reference) else "near"
        beside = "where it began" if curves.trivial is None else f"the {measured(curves.trivial)} of always giving the same answer"
        sentence = (
            f"Under-fitting: even the training loss stayed at {measured(best)}, {where} {beside}; the network has hardly learnt anything, "
            "or the input says little about the target."
        )
        return Verdict(Kind.UNDERFITTING, None, sentence, advice)
    if best > 0.3 * reference and creeps(curves.train):
        sentence = (
            f"Under-fitting: the training loss only crept, evenly, from {measured(curves.train[0])} to {measured(best)}; "
            "the steps are too small to get anywhere."
        )
        return Verdict(
            Kind.UNDERFITTING, None, sentence, "raise the learning rate (`training.optimizer`) tenfold, and see that the input is scaled"
        )
    return None
