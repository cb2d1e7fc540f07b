"""The training ended too early."""

from __future__ import annotations

import numpy as np

from specbuild.checking.diagnostic import counted
from specbuild.showing.summary.verdict.curves import Curves, jitter
from specbuild.showing.summary.verdict.kind import Kind, Verdict
from specbuild.showing.words import measured

_WORTH_OF_LOSS, _WORTH_OF_REFERENCE = 0.06, 0.025


def still_improving(curves: Curves) -> Verdict | None:
    """The loss that counts was still falling clearly when the training ended, and would fall by what is worth the time."""
    losses = curves.watched
    if curves.epochs < 3:
        sentence = f"{counted(curves.epochs, 'epoch')} {'is' if curves.epochs == 1 else 'are'} too few for the curves to say much."
        return Verdict(Kind.STILL_IMPROVING, curves.epochs, sentence, "raise `training.epochs`")
    now, ahead = float(losses[-1]), _gain_ahead(losses)
    worth = max(_WORTH_OF_LOSS * abs(now), _WORTH_OF_REFERENCE * curves.reference)
    if ahead <= worth or now > losses.min() + worth / 2:
        return None
    name = "validation" if len(curves.validation) else "training"
    back = _stretch(losses)
    sentence = (
        f"Still improving: the {name} loss fell from {measured(losses[-1 - back])} to {measured(now)} in the last "
        f"{counted(back, 'epoch') if back > 1 else 'epoch'} "
        "and was not yet settling, so the training ended before the network had learnt what it can."
    )
    return Verdict(Kind.STILL_IMPROVING, curves.epochs, sentence, "raise `training.epochs`, or the learning rate (`training.optimizer`)")


def _gain_ahead(losses: np.ndarray) -> float:
    """By how much as many epochs again would lower a loss whose falls go on shrinking as they did; 0 where it may be chance.

    The two last quarters of the curve say how much it falls in a quarter, and how that shrinks; the next four follow from it.
    """
    back = _stretch(losses)
    window = max(1, back // 2)
    end, middle, start = (losses[len(losses) - ago - window : len(losses) - ago].mean() for ago in (0, back, 2 * back))
    earlier, later = start - middle, middle - end
    if later <= 2 * jitter(losses) * np.sqrt(2 / window):
        return 0.0
    shrinks = min(later / earlier, 1.0) if earlier > 0 else 1.0
    return float(later * sum(shrinks**ahead for ahead in range(1, round(len(losses) / back) + 1)))


def _stretch(losses: np.ndarray) -> int:
    """A quarter of the epochs."""
    return max(1, len(losses) // 4)
