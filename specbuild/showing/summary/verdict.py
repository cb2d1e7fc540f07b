"""What the curves of a training say, in one sentence that a beginner understands, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
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
        kept: The epoch whose weights the model has, counted from 1; None for the last.
        tried: Which of `CURES` the spec has already.
    """

    train: np.ndarray
    validation: np.ndarray = field(default_factory=lambda: np.empty(0))
    validation_rows: int | None = None
    trivial: float | None = None
    harder: bool = False
    kept: int | None = None
    tried: Collection[str] = ()

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
    def end(self) -> int:
        """Where in the curves the model stands that was kept, counted from 0."""
        return self.epochs - 1 if self.kept is None else min(self.kept, self.epochs) - 1

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
    far = 0.0 if curves.trivial is None or curves.epochs < 5 or _creeps(curves.train) else curves.trivial
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


def _overfitting(curves: Curves) -> Verdict | None:
    """The training loss falls while the validation loss rises, by more than chance would have it, and no earlier epoch was kept."""
    turned = _turned(curves)
    if turned is None or curves.watched[curves.end] - curves.watched[turned] <= _least_rise(curves):
        return None
    losses = curves.validation
    sentence = (
        f"Overfitting from epoch {turned + 2}: the training loss went on falling (to {measured(curves.train[-1])}) while the validation "
        f"loss rose from {measured(losses[turned])} to {measured(losses[-1])}; the network was learning its samples by heart."
    )
    return Verdict(Kind.OVERFITTING, turned + 2, sentence, _cures(curves))


def _turned(curves: Curves) -> int | None:
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
    return float(max(0.05 * abs(best), 0.02 * (losses[0] - best), 0.02 * curves.reference, 3 * _noise(losses), few))


def _by_heart(curves: Curves) -> Verdict | None:
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


CURES = {
    "early stopping": "keep the best epoch (`EarlyStopping` with `restore_best_weights = true`)",
    "augmentation": "add an `[[augmentation]]` that the meaning of the data allows",
    "dropout": "add `Dropout`",
}


def _cures(curves: Curves) -> str:
    """What to do against overfitting, without what the spec has already."""
    return ", ".join([*(words for name, words in CURES.items() if name not in curves.tried), "use fewer units", "or collect more data"])


def _still_improving(curves: Curves) -> Verdict | None:
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


_WORTH_OF_LOSS, _WORTH_OF_REFERENCE = 0.06, 0.025


def _gain_ahead(losses: np.ndarray) -> float:
    """By how much as many epochs again would lower a loss whose falls go on shrinking as they did; 0 where it may be chance.

    The two last quarters of the curve say how much it falls in a quarter, and how that shrinks; the next four follow from it.
    """
    back = _stretch(losses)
    window = max(1, back // 2)
    end, middle, start = (losses[len(losses) - ago - window : len(losses) - ago].mean() for ago in (0, back, 2 * back))
    earlier, later = start - middle, middle - end
    if later <= 2 * _jitter(losses) * np.sqrt(2 / window):
        return 0.0
    shrinks = min(later / earlier, 1.0) if earlier > 0 else 1.0
    return float(later * sum(shrinks**ahead for ahead in range(1, round(len(losses) / back) + 1)))


def _stretch(losses: np.ndarray) -> int:
    """A quarter of the epochs."""
    return max(1, len(losses) // 4)


def _underfitting(curves: Curves) -> Verdict | None:
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
    if best > 0.3 * reference and _creeps(curves.train):
        sentence = (
            f"Under-fitting: the training loss only crept, evenly, from {measured(curves.train[0])} to {measured(best)}; "
            "the steps are too small to get anywhere."
        )
        return Verdict(
            Kind.UNDERFITTING, None, sentence, "raise the learning rate (`training.optimizer`) tenfold, and see that the input is scaled"
        )
    return None


def _creeps(losses: np.ndarray) -> bool:
    """Whether a loss falls in a straight line without getting anywhere: what a settled loss that is noisy or bends does not."""
    if len(losses) < 5 or losses[0] - losses[-1] > 0.03 * abs(losses[0]) or losses[0] <= losses[-1]:
        return False
    line = np.corrcoef(np.arange(len(losses)), losses)[0, 1]
    return bool(line < -0.98)


def _fine(curves: Curves) -> Verdict:
    best = int(np.nanargmin(curves.watched)) + 1 if not np.isnan(curves.watched).all() else None
    if not len(curves.validation):
        sentence = "The training loss fell and settled; without a validation part the curves cannot show overfitting."
        return Verdict(Kind.FINE, best, sentence, "set `split.validation`")
    if curves.kept is not None and (turned := _turned(curves)) is not None:
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


def _jitter(losses: np.ndarray) -> float:
    """How much chance moves the second half of a curve from epoch to epoch: a standard deviation that neither slope nor bend adds to."""
    late = losses[-max(6, len(losses) // 2) :]
    if len(late) < 6:
        return 0.0
    return float(np.sqrt(np.mean(np.square(np.diff(late, 3))) / 20))


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
