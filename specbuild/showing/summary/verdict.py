"""What the curves of a training say, in one sentence that a beginner understands, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

from specbuild.showing.words import counted, measured


class Kind(StrEnum):
    """What can be said of a training."""

    DIVERGED = "diverged"
    VALIDATION_TOO_SMALL = "validation too small to tell"
    LEAK = "leak suspected"
    OVERFITTING = "overfitting"
    STILL_IMPROVING = "still improving"
    UNDERFITTING = "under-fitting"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the curves say.

    Attributes:
        kind: One of the kinds.
        epoch: The epoch it is about, counted from 1: where overfitting begins, where the loss ran off, the best one.
        sentence: What happened, with the numbers that show it.
        advice: What to change in the spec; empty where nothing has to be.
    """

    kind: Kind
    epoch: int | None
    sentence: str
    advice: str = ""

    def as_json(self) -> dict[str, Any]:
        """The verdict as a table, for `result.json`."""
        return {**asdict(self), "kind": str(self.kind)}


@dataclass(frozen=True, slots=True)
class Curves:
    """What a verdict is made from.

    Attributes:
        train: Training loss of each epoch, shape (epochs,).
        validation: Validation loss of each epoch, of the same shape; empty where there is none.
        validation_rows: How many rows it was measured on, where that is known.
        trivial: The training loss of the trivial predictor, where that is known.
        harder: Whether training rows are harder than validation rows on purpose (Dropout, augmentation ...).
    """

    train: np.ndarray
    validation: np.ndarray = field(default_factory=lambda: np.empty(0))
    validation_rows: int | None = None
    trivial: float | None = None
    harder: bool = False

    @property
    def reference(self) -> float:
        """The loss of somebody who knows nothing: of the trivial predictor, or of the network when it began."""
        began = self.validation[0] if len(self.validation) else self.train[0]
        return abs(float(began if self.trivial is None else self.trivial))

    @property
    def epochs(self) -> int:
        """How many epochs were trained."""
        return len(self.train)

    @property
    def watched(self) -> np.ndarray:
        """The loss that tells how good the model is: of validation, or of training where there is no other."""
        return self.validation if len(self.validation) else self.train


def verdict(
    history: Mapping[str, Sequence[float]],
    *,
    validation_rows: int | None = None,
    trivial_loss: float | None = None,
    harder: bool = False,
) -> Verdict:
    """Say what the curves of a training show.

    Args:
        history: Numbers of each epoch by name, with at least one `loss`; `val_loss` where there was validation.
        validation_rows: How many rows the validation part has.
        trivial_loss: The loss of the trivial predictor on the training rows, in the loss that was trained with.
        harder: Whether something makes training rows harder than validation rows on purpose: Dropout, noise, augmentation, weights.

    Raises:
        ValueError: no epoch was trained.
    """
    if not len(history.get("loss", ())):
        raise ValueError("there is no verdict on a training without epochs")
    curves = Curves(np.asarray(history["loss"], float), _filled(history.get("val_loss", ())), validation_rows, trivial_loss, harder)
    return next(said for judge in _JUDGES if (said := judge(curves)))


def _filled(losses: Sequence[float]) -> np.ndarray:
    """Validation losses with the last known value where an epoch was not validated; empty where none was."""
    values = np.asarray(losses, float)
    known = np.flatnonzero(~np.isnan(values))
    if not len(known):
        return np.empty(0)
    return np.asarray(values[known[np.maximum(np.searchsorted(known, np.arange(len(values)), side="right") - 1, 0)]])


def _diverged(curves: Curves) -> Verdict | None:
    """The loss is not a number any more, or ended well above where it began."""
    advice = "lower the learning rate (`training.optimizer`), and see that the input is scaled (`Rescaling` or `Normalization`)"
    broken = np.flatnonzero(~np.isfinite(curves.train))
    if len(broken):
        epoch = int(broken[0]) + 1
        return Verdict(Kind.DIVERGED, epoch, f"The training ran off: from epoch {epoch} on the loss is not a number any more.", advice)
    first, last, best = curves.train[0], curves.train[-1], int(curves.train.argmin())
    if curves.epochs >= 2 and last - first > 0.2 * abs(first) and last - first > 2 * _noise(curves.train):
        sentence = f"The training ran off: its loss rose from {measured(first)} to {measured(last)} instead of falling."
        return Verdict(Kind.DIVERGED, best + 2 if best + 1 < curves.epochs else None, sentence, advice)
    if curves.trivial and curves.watched[-1] > 50 * curves.trivial:
        sentence = (
            f"The training ran off: the loss of {measured(float(curves.watched[-1]))} is far above the {measured(curves.trivial)} "
            "of always giving the same answer."
        )
        return Verdict(Kind.DIVERGED, None, sentence, advice)
    return None


def _too_small(curves: Curves) -> Verdict | None:
    """So few validation rows that chance moves the curve more than learning does."""
    rows = curves.validation_rows
    if rows is None or not len(curves.validation) or rows >= 30:
        return None
    sentence = f"The validation part has only {counted(rows, 'row')}: chance moves its curve too much to tell how good the model is."
    return Verdict(Kind.VALIDATION_TOO_SMALL, None, sentence, "give it more rows: raise `split.validation`, or collect more data")


def _leak(curves: Curves) -> Verdict | None:
    """Validation is clearly easier than training, all through the second half, and nothing in the spec makes training harder."""
    losses = curves.validation
    if curves.harder or curves.epochs < 6 or not len(losses):
        return None
    # The training loss of an epoch is a mean over the epoch, that of validation is taken at its end: half an epoch later.
    train = (curves.train[:-1] + curves.train[1:]) / 2
    late = slice(len(train) // 2, None)
    below = (train - losses[:-1])[late]
    if np.median(below) <= max(0.25 * np.median(train[late]), 0.01 * curves.reference) or (below <= 0).mean() > 0.2:
        return None
    sentence = (
        f"A leak is suspected: the validation loss ({measured(losses[-1])}) is far below the training loss ({measured(curves.train[-1])}), "
        "and nothing in the spec makes training harder than validation."
    )
    advice = (
        "see whether copies of validation rows, or rows of the same person, scene or recording, are among the training rows "
        '(`split.type = "group"`), and try `specbuild run --canary`'
    )
    return Verdict(Kind.LEAK, None, sentence, advice)


def _overfitting(curves: Curves) -> Verdict | None:
    """The training loss falls while the validation loss rises, by more than chance would have it."""
    losses = curves.validation
    if curves.epochs < 4 or not len(losses):
        return None
    best = int(losses.argmin())
    after = losses[best + 1 :]
    if len(after) < 2 or not np.isfinite(after).all():
        return None
    rise, fall = after[-3:].mean() - losses[best], curves.train[best] - curves.train[-1]
    least = max(0.05 * abs(losses[best]), 0.02 * (losses[0] - losses[best]), 0.02 * curves.reference, 3 * _noise(losses))
    if rise <= least or fall <= 0:
        return None
    sentence = (
        f"Overfitting from epoch {best + 2}: the training loss went on falling (to {measured(curves.train[-1])}) while the validation "
        f"loss rose from {measured(losses[best])} to {measured(after[-1])}; the network was learning its samples by heart."
    )
    return Verdict(Kind.OVERFITTING, best + 2, sentence, _CURES)


def _by_heart(curves: Curves) -> Verdict | None:
    """The training loss has all but gone while the validation loss stays high: nothing rises, but nothing is understood either."""
    losses = curves.validation
    if curves.epochs < 4 or not len(losses):
        return None
    last, left = float(losses[-1]), float(curves.train[-1])
    if left > 0.1 * last or last - left <= 0.15 * curves.reference:
        return None
    within = np.flatnonzero(losses <= losses.min() + 0.02 * curves.reference)
    settled = int(within[0]) + 1
    sentence = (
        f"Overfitting: the training loss fell to {measured(left)} while the validation loss has stayed near {measured(last)} since epoch "
        f"{settled}; the network knows its samples by heart and is still often wrong about others."
    )
    return Verdict(Kind.OVERFITTING, min(settled + 1, curves.epochs), sentence, _CURES)


_CURES = (
    "keep the best epoch (`EarlyStopping` with `restore_best_weights = true`), add an `[[augmentation]]` that the meaning of the data "
    "allows, add `Dropout`, use fewer units, or collect more data"
)


def _still_improving(curves: Curves) -> Verdict | None:
    """The loss that counts was still falling clearly when the training ended."""
    losses = curves.watched
    if curves.epochs < 3:
        sentence = f"{counted(curves.epochs, 'epoch')} {'is' if curves.epochs == 1 else 'are'} too few for the curves to say much."
        return Verdict(Kind.STILL_IMPROVING, curves.epochs, sentence, "raise `training.epochs`")
    back = max(2, curves.epochs // 5)
    earlier, now = losses[-1 - back], losses[-1]
    in_all = losses.max() - losses.min()
    if earlier - now <= max(0.05 * abs(earlier), 0.02 * in_all, 2 * _noise(losses)) or now > losses.min() + 0.02 * in_all:
        return None
    name = "validation" if len(curves.validation) else "training"
    sentence = (
        f"Still improving: the {name} loss fell from {measured(earlier)} to {measured(now)} in the last {counted(back, 'epoch')}, "
        "so the training ended before the network had learnt what it can."
    )
    return Verdict(Kind.STILL_IMPROVING, curves.epochs, sentence, "raise `training.epochs`")


def _underfitting(curves: Curves) -> Verdict | None:
    """The network is hardly better than the trivial predictor even on what it was trained with."""
    best = curves.train.min()
    reference = curves.train[0] if curves.trivial is None else curves.trivial
    # Without the trivial predictor's loss only a curve that stayed flat from the start shows it.
    if reference - best > (0.1 if curves.trivial is None else 0.2) * abs(reference):
        return None
    beside = "where it began" if curves.trivial is None else f"the {measured(curves.trivial)} of always giving the same answer"
    sentence = f"Under-fitting: even the training loss stayed at {measured(best)}, near {beside}; the network has hardly learnt anything."
    advice = "give it more units or layers, try another learning rate (`training.optimizer`), and look whether labels and input are right"
    return Verdict(Kind.UNDERFITTING, None, sentence, advice)


def _fine(curves: Curves) -> Verdict:
    best = int(np.nanargmin(curves.watched)) + 1 if not np.isnan(curves.watched).all() else None
    if not len(curves.validation):
        sentence = "The training loss fell and settled; without a validation part the curves cannot show overfitting."
        return Verdict(Kind.FINE, best, sentence, "set `split.validation`")
    sentence = f"The curves look healthy: training and validation loss fell together and settled, the best epoch being {best}."
    return Verdict(Kind.FINE, best, sentence)


def _noise(losses: np.ndarray) -> float:
    """How much chance moves a curve from epoch to epoch: a robust standard deviation about the line between its neighbours."""
    if len(losses) < 5:
        return 0.0
    bend = losses[1:-1] - (losses[:-2] + losses[2:]) / 2
    return float(1.4826 * np.median(np.abs(bend - np.median(bend))) / np.sqrt(1.5))


_JUDGES: tuple[Callable[[Curves], Verdict | None], ...] = (
    _diverged,
    _too_small,
    _leak,
    _overfitting,
    _by_heart,
    _still_improving,
    _underfitting,
    _fine,
)
