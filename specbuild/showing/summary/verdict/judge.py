"""What the curves of a training say, in one sentence that a beginner understands, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from specbuild.showing.summary.verdict.curves import Curves
from specbuild.showing.summary.verdict.diverged import diverged
from specbuild.showing.summary.verdict.fine import fine
from specbuild.showing.summary.verdict.kind import Verdict
from specbuild.showing.summary.verdict.leak import leak
from specbuild.showing.summary.verdict.overfitting import by_heart, overfitting
from specbuild.showing.summary.verdict.still_improving import still_improving
from specbuild.showing.summary.verdict.too_small import too_small
from specbuild.showing.summary.verdict.underfitting import underfitting

# The first that has something to say says it.
_JUDGES: tuple[Callable[[Curves], Verdict | None], ...] = (
    diverged,
    too_small,
    leak,
    overfitting,
    by_heart,
    still_improving,
    underfitting,
    fine,
)


def verdict(
    history: Mapping[str, Sequence[float]],
    *,
    validation_rows: int | None = None,
    trivial_loss: float | None = None,
    harder: bool = False,
    kept_epoch: int | None = None,
    tried: Collection[str] = (),
) -> Verdict:
    """Say what the curves of a training show.

    Args:
        history: Numbers of each epoch by name, with at least one `loss`; `val_loss` where there was validation.
        validation_rows: How many rows the validation part has.
        trivial_loss: The loss of the trivial predictor on the training rows, in the loss that was trained with.
        harder: Whether something makes training rows harder than validation rows on purpose: Dropout, noise, augmentation, weights.
        kept_epoch: The epoch whose weights the model has, counted from 1, where a callback put the best ones back; None for the last.
        tried: Which of `CURES` the spec has already, and need not be told to add.

    Raises:
        ValueError: no epoch was trained.
    """
    if not len(history.get("loss", ())):
        raise ValueError("there is no verdict on a training without epochs")
    validation = _filled(history.get("val_loss", ()))
    train = np.asarray(history["loss"], float)
    kept = kept_epoch if kept_epoch is not None and kept_epoch < len(train) else None
    curves = Curves(train, validation, validation_rows, trivial_loss, harder, kept, tried)
    return next(said for judge in _JUDGES if (said := judge(curves)))


def _filled(losses: Sequence[float]) -> np.ndarray:
    """Validation losses with the last known value where an epoch was not validated; empty where none was."""
    values = np.asarray(losses, float)
    known = np.flatnonzero(~np.isnan(values))
    if not len(known):
        return np.empty(0)
    return np.asarray(values[known[np.maximum(np.searchsorted(known, np.arange(len(values)), side="right") - 1, 0)]])
