"""The network learns its samples by heart."""

from __future__ import annotations

import numpy as np

from specbuild.showing.summary.verdict.curves import Curves, noise
from specbuild.showing.summary.verdict.kind import Kind, Verdict
from specbuild.showing.words import measured

CURES = {
    "early stopping": "keep the best epoch (`EarlyStopping` with `restore_best_weights = true`)",
    "augmentation": "add an `[[augmentation]]` that the meaning of the data allows",
    "dropout": "add `Dropout`",
}


def overfitting(curves: Curves) -> Verdict | None:
    """The training loss falls while the validation loss rises, by more than chance would have it, and no earlier epoch was kept."""
    turned = turned_at(curves)
    if turned is None or curves.watched[curves.end] - curves.watched[turned] <= _least_rise(curves):
        return None
    losses = curves.validation
    sentence = (
        f"Overfitting from epoch {turned + 2}: the training loss went on falling (to {measured(curves.train[-1])}) while the validation "
        f"loss rose from {measured(losses[turned])} to {measured(losses[-1])}; the network was learning its samples by heart."
    )
    return Verdict(Kind.OVERFITTING, turned + 2, sentence, _cures(curves))


def turned_at(curves: Curves) -> int | None:
    """The epoch, counted from 0, after which the validation loss rose for good while the training loss fell; None where it did not."""
    losses = curves.validation
    if curves.epochs < 4 or not len(losses):
        return None
    best = int(losses.argmin())
    after = losses[best + 1 :]
    if len(after) < 2 or not np.isfinite(after).all():
        return None
    rise, fall = after[-3:].mean() - losses[best], curves.train[best] - curves.train[-1]
    return best if rise > _least_rise(curves) and fall > 0 else None


def _least_rise(curves: Curves) -> float:
    """From where a rise of the validation loss counts: seen against its value, its way down, its noise, and how few rows it is of."""
    losses = curves.validation
    best = losses.min()
    few = 0.3 * curves.reference / np.sqrt(curves.validation_rows) if curves.validation_rows else 0.0
    return float(max(0.05 * abs(best), 0.02 * (losses[0] - best), 0.02 * curves.reference, 3 * noise(losses), few))


def by_heart(curves: Curves) -> Verdict | None:
    """The training loss has all but gone while the validation loss stays high: nothing rises, but nothing is understood either."""
    losses = curves.validation
    if curves.epochs < 4 or not len(losses):
        return None
    last, left = float(losses[curves.end]), float(curves.train[curves.end])
    if left > 0.1 * last or last - left <= 0.15 * curves.reference:
        return None
    within = np.flatnonzero(losses <= losses.min() + 0.02 * curves.reference)
    settled = int(within[0]) + 1
    sentence = (
        f"Overfitting: the training loss fell to {measured(left)} while the validation loss has stayed near {measured(last)} since epoch "
        f"{settled}; the network knows its samples by heart and still misjudges others."
    )
    return Verdict(Kind.OVERFITTING, min(settled + 1, curves.epochs), sentence, _cures(curves))


def _cures(curves: Curves) -> str:
    """What to do against overfitting, without what the spec has already."""
    return ", ".join([*(words for name, words in CURES.items() if name not in curves.tried), "use fewer units", "or collect more data"])
