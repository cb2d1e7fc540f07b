"""Find a temperature and a threshold on the validation rows, and say honestly what they bring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.answering import codes
from specbuild.running.metrics.bootstrap import means_of_resamples
from specbuild.running.metrics.counts import shares
from specbuild.running.metrics.decide import decide
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir.tuned import Gain, Tuned

FOLDS = 5
RESAMPLES = 1000
MOST_THRESHOLDS = 256  # candidates that are compared; more differ by less than the rows can tell
LEAST_ROWS = 20
TEMPERATURES = (0.05, 20.0)
Score = Callable[[np.ndarray, np.ndarray], float]


def tune(validation: Predictions, by: str | None, seed: int) -> Tuned:
    """Find the temperature with the least log loss and, for binary and multilabel, the threshold with the best score.

    What they bring is measured on rows that they were not found on: the rows are divided in five, and each fifth is judged by what the
    others say. What brings nothing there is not kept.

    Args:
        validation: The untuned predictions for the validation rows.
        by: The score that the threshold is to raise: a name of `SCORES` for the task; None for the first of them.
        seed: The same seed gives the same result.

    Raises:
        Refused: I010, there is nothing to tune; I011, there are too few rows.
    """
    _check(validation, by)
    folds = np.random.default_rng(seed).permutation(len(validation)) % FOLDS
    temperature, gain = _temperature(validation, folds, seed)
    warm = replace(validation, scores=tempered(validation, temperature))
    gains: dict[str, Gain] = {"temperature": gain}
    threshold = validation.threshold
    if validation.task in SCORES:
        name = by or next(iter(SCORES[validation.task]))
        threshold, gains["threshold"] = _threshold(warm, name, folds, seed)
    return Tuned(float(temperature), float(threshold), len(validation), gains)


def tempered(of: Predictions, temperature: float) -> np.ndarray:
    """The probabilities at another temperature."""
    from specbuild.running.train.evaluate import probabilities

    return probabilities(of.scores, of.task, "probabilities", temperature)


def _check(validation: Predictions, by: str | None) -> None:
    if validation.task == "regression":
        message = "a regression has neither a threshold nor a temperature"
        raise Refused(Finding(codes.NOTHING_TO_TUNE, (), message, help="`tune` is for runs that predict classes"))
    if len(validation) < LEAST_ROWS:
        message = f"{len(validation)} validation rows are too few to tune on: {LEAST_ROWS} are wanted"
        raise Refused(Finding(codes.TOO_FEW_ROWS, (), message, help="give `split.validation` a larger share"))
    if by is not None and by not in SCORES.get(validation.task, {}):
        known = " or ".join(f"`{name}`" for name in SCORES.get(validation.task, {}))
        message = f"`{by}` is no score that a threshold of this run can raise"
        help_ = f"for {validation.task}: {known}" if known else "there is no threshold"
        raise Refused(Finding(codes.NOTHING_TO_TUNE, (), message, help=help_))


def _temperature(of: Predictions, folds: np.ndarray, seed: int) -> tuple[float, Gain]:
    before = _losses(of)
    after = np.empty_like(before)
    for fold in range(FOLDS):
        held_out = folds == fold
        after[held_out] = _losses(_rows(of, held_out), _best_temperature(_rows(of, ~held_out)))
    drawn = means_of_resamples((before - after)[:, None], np.random.default_rng(seed))[:, 0]
    gain = _gain("log_loss", float(before.mean()), float(after.mean()), drawn, float((before - after).mean()))
    return (_best_temperature(of), gain) if gain["kept"] else (1.0, gain)


def _best_temperature(of: Predictions) -> float:
    from scipy.optimize import minimize_scalar

    low, high = np.log(TEMPERATURES)
    found = minimize_scalar(lambda logarithm: float(_losses(of, np.exp(logarithm)).mean()), bounds=(low, high), method="bounded")
    return float(np.exp(found.x))


def _losses(of: Predictions, temperature: float = 1.0) -> np.ndarray:
    from specbuild.running.metrics import multilabel, one_class

    module = multilabel if of.task == "multilabel" else one_class
    return np.asarray(module.log_losses(replace(of, scores=tempered(of, temperature))))


def _threshold(of: Predictions, name: str, folds: np.ndarray, seed: int) -> tuple[float, Gain]:
    score = SCORES[of.task][name]
    before, after = of.predicted, np.empty_like(of.predicted)
    for fold in range(FOLDS):
        held_out = folds == fold
        found = _best_threshold(_rows(of, ~held_out), score)
        after[held_out] = decide(of.task, of.scores[held_out], found)
    random = np.random.default_rng(seed)
    drawn = []
    for _ in range(RESAMPLES):
        rows = random.integers(len(of), size=len(of))
        drawn.append(score(of.true[rows], after[rows]) - score(of.true[rows], before[rows]))
    told = score(of.true, before), score(of.true, after)
    gain = _gain(name, *told, np.array(drawn), told[1] - told[0])
    return (_best_threshold(of, score), gain) if gain["kept"] else (of.threshold, gain)


def _best_threshold(of: Predictions, score: Score) -> float:
    """The threshold with the best score; of several equal ones that nearest to the present one."""
    steps = np.unique(of.scores.astype(np.float64))
    between = (steps[1:] + steps[:-1]) / 2
    if len(between) > MOST_THRESHOLDS:
        between = np.quantile(between, np.linspace(0, 1, MOST_THRESHOLDS))
    candidates = np.array([of.threshold, *between[(between > 0) & (between < 1)]])
    found = np.array([score(of.true, decide(of.task, of.scores, candidate)) for candidate in candidates])
    best = candidates[found >= found.max() - 1e-12]
    return float(best[np.argmin(np.abs(best - of.threshold))])


def _rows(of: Predictions, chosen: np.ndarray) -> Predictions:
    ids = [name for name, is_in in zip(of.ids, chosen, strict=True) if is_in]
    return replace(of, ids=ids, true=of.true[chosen], scores=of.scores[chosen])


def _gain(metric: str, before: float, after: float, drawn: np.ndarray, gain: float) -> Gain:
    low, high = np.percentile(drawn, [2.5, 97.5])
    return {
        "metric": metric, "before": before, "after": after, "gain": gain, "low": float(low), "high": float(high), "kept": bool(gain > 0),
    }  # fmt: skip


def _of_counts(true: np.ndarray, predicted: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Precision, recall and F1 of each column of 0 and 1, and whether it occurs or is predicted."""
    both, occurs, said = (true & predicted).sum(axis=0), true.sum(axis=0), predicted.sum(axis=0)
    return (*shares(both, occurs, said), (occurs + said) > 0)


def _f1(true: np.ndarray, predicted: np.ndarray) -> float:
    _, _, f1, seen = _of_counts(true, predicted)
    return float(f1[seen].mean()) if seen.any() else 0.0


def _columns(numbers: np.ndarray) -> np.ndarray:
    return np.column_stack([numbers == 0, numbers == 1]).astype(np.int64)


def _balanced(true: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.mean([(predicted[true == number] == number).mean() for number in (0, 1) if (true == number).any()]))


SCORES: Mapping[str, Mapping[str, Score]] = {  # the same numbers as those of `evaluate`, which a test holds them to
    "binary": {
        "balanced_accuracy": _balanced,
        "f1": lambda true, predicted: _f1(_columns(true), _columns(predicted)),
        "accuracy": lambda true, predicted: float((true == predicted).mean()),
    },
    "multilabel": {
        "f1": lambda true, predicted: _f1(true.astype(np.int64), predicted.astype(np.int64)),
        "label_accuracy": lambda true, predicted: float((true == predicted).mean()),
        "accuracy": lambda true, predicted: float((true == predicted).all(axis=1).mean()),
    },
}


def sentences(tuned: Tuned) -> list[str]:
    """What was found, in words."""
    found = []
    for what, value in (("temperature", tuned.temperature), ("threshold", tuned.threshold)):
        if gain := tuned.gains.get(what):
            found.append(_sentence(what, value, gain))
    return found


def _sentence(what: str, value: float, gain: Mapping[str, Any]) -> str:
    metric = str(gain["metric"]).replace("_", " ")
    change = f"{metric} {gain['before']:.4f} -> {gain['after']:.4f}, gain {gain['gain']:+.4f} ({gain['low']:+.4f} to {gain['high']:+.4f})"
    if not gain["kept"]:
        return f"{what} stays {value:.4g}: another brings nothing on rows that it was not found on ({change})"
    doubt = "" if gain["low"] > 0 else "; the interval holds 0, so it may be chance"
    return f"{what} {value:.4g}: {change}{doubt}"
