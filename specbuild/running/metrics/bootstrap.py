"""How sure the metrics are: 95 % intervals over other test sets of the same size, drawn from these rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from specbuild.running.metrics import multilabel, one_class
from specbuild.running.metrics.areas import NAMES, of_counts
from specbuild.running.metrics.calibration import BINS, gaps, of_means
from specbuild.running.metrics.counts import shares
from specbuild.running.metrics.predictions import Predictions

Interval = tuple[float, float]
_RESAMPLES = 1000
_CELLS_AT_ONCE = 4_000_000  # bounds the memory to some tens of megabytes
_CELLS_OF_AREAS = 300_000  # rows times classes up to which the areas get an interval: each resample passes all of them
_WORK_OF_AREAS = 20_000_000  # resamples times rows times classes: a second or two; never fewer than _FEWEST resamples
_FEWEST = 200


def intervals(predictions: Predictions, seed: int) -> dict[str, Interval]:
    """The 2.5th and 97.5th percentile of each metric over resampled rows.

    Args:
        predictions: At least one row.
        seed: The same seed gives the same intervals.

    Returns:
        An interval for every number of `Evaluation`; for the areas where rows times classes are not more than 300,000.
    """
    samples = _SAMPLES[predictions.task](predictions, np.random.default_rng(seed))
    return {name: (float(low), float(high)) for name, (low, high) in _percentiles(samples).items()}


def _percentiles(samples: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: np.nanpercentile(values, [2.5, 97.5]) for name, values in samples.items() if not np.isnan(values).all()}


def _one_class(predictions: Predictions, random: np.random.Generator) -> dict[str, np.ndarray]:
    counts = one_class.confusion(predictions)
    parts = [of_confusions(chunk) for chunk in _confusions(counts, random)]
    samples = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    gap = gaps(*one_class.confidence(predictions))
    drawn = means_of_resamples(np.column_stack([one_class.log_losses(predictions), gap]), random)
    present = np.union1d(predictions.true, predictions.predicted)
    separation = _areas(predictions.true[:, None] == present, one_class.probabilities_of(predictions)[:, present], random)
    return {**samples, "log_loss": drawn[:, 0], "calibration_error": of_means(drawn[:, 1:], gap.mean(axis=0)), **separation}


def _confusions(counts: np.ndarray, random: np.random.Generator) -> Iterator[np.ndarray]:
    """Confusion matrices of resampled rows, in stacks: drawing rows anew is drawing the counts of the cells from a multinomial."""
    taken = np.flatnonzero(counts)
    shares = counts.flat[taken] / counts.sum()
    at_once = max(1, _CELLS_AT_ONCE // counts.size)
    for start in range(0, _RESAMPLES, at_once):
        drawn = random.multinomial(counts.sum(), shares, size=min(at_once, _RESAMPLES - start))
        stack = np.zeros((len(drawn), counts.size), dtype=np.int64)
        stack[:, taken] = drawn
        yield stack.reshape(len(drawn), *counts.shape)


def of_confusions(stack: np.ndarray) -> dict[str, np.ndarray]:
    """The metrics of `one_class.measure` that follow from the confusion matrix alone, for each of a stack of them.

    Args:
        stack: Counts of shape (matrices, classes, classes).
    """
    right = np.diagonal(stack, axis1=1, axis2=2).astype(np.float64)
    occurs, predicted = stack.sum(axis=2), stack.sum(axis=1)
    precision, recall, f1 = shares(right, occurs, predicted)
    present = (occurs + predicted) > 0
    return {
        "accuracy": right.sum(axis=1) / stack.sum(axis=(1, 2)),
        "balanced_accuracy": recall.mean(axis=1, where=occurs > 0),
        "precision": precision.mean(axis=1, where=present),
        "recall": recall.mean(axis=1, where=present),
        "f1": f1.mean(axis=1, where=present),
    }


def _multilabel(predictions: Predictions, random: np.random.Generator) -> dict[str, np.ndarray]:
    true, predicted = predictions.true == 1, predictions.predicted == 1
    right = true == predicted
    whole = np.column_stack([right.all(axis=1), right.mean(axis=1), multilabel.log_losses(predictions)])
    gap = gaps(true.ravel(), predictions.scores.astype(np.float64).ravel()).reshape(*true.shape, -1).mean(axis=1)
    drawn = means_of_resamples(np.hstack([whole, gap, true & predicted, true, predicted]), random)
    numbers = dict(zip(("accuracy", "label_accuracy", "log_loss"), drawn[:, :3].T, strict=True))
    numbers["calibration_error"] = of_means(drawn[:, 3 : 3 + BINS], gap.mean(axis=0))
    both, occurs, said = np.split(drawn[:, 3 + BINS :], 3, axis=1)
    seen = (occurs + said) > 0
    for name, values in zip(("precision", "recall", "f1"), shares(both, occurs, said), strict=True):
        numbers[name] = np.where(seen.any(axis=1), values.sum(axis=1, where=seen) / np.maximum(seen.sum(axis=1), 1), 0.0)
    return {**numbers, **_areas(true, predictions.scores, random)}


def _areas(occurs: np.ndarray, scores: np.ndarray, random: np.random.Generator) -> dict[str, np.ndarray]:
    rows = len(occurs)
    if occurs.size > _CELLS_OF_AREAS:
        return {}
    resamples = int(np.clip(_WORK_OF_AREAS // occurs.size, _FEWEST, _RESAMPLES))
    at_once = max(1, _CELLS_AT_ONCE // (4 * rows))
    sizes = [min(at_once, resamples - start) for start in range(0, resamples, at_once)]
    parts = [of_counts(np.stack([_drawn(rows, random) for _ in range(size)]), occurs, scores) for size in sizes]
    return {name: np.concatenate([part[name] for part in parts]) for name in NAMES}


def _regression(predictions: Predictions, random: np.random.Generator) -> dict[str, np.ndarray]:
    """MAE, RMSE and R2 from means over rows; the variance about the middle of the targets, or large targets would cancel."""
    true, errors = predictions.true.astype(np.float64), (predictions.scores - predictions.true).astype(np.float64)
    centred, targets = true - true.mean(axis=0), true.shape[1]
    drawn = means_of_resamples(np.hstack([np.abs(errors), errors**2, centred, centred**2]), random)
    absolute, squared, first, second = (drawn[:, at * targets : (at + 1) * targets] for at in range(4))
    samples = {"mae": absolute.mean(axis=1), "rmse": np.sqrt(squared).mean(axis=1), "median_error": _medians(np.abs(errors), random)}
    variance = second - first**2
    if (np.ptp(true, axis=0) == 0).any():
        return samples
    explained = 1 - np.divide(squared, variance, out=np.full_like(squared, np.nan), where=variance > 1e-12 * second.max(initial=0))
    return {**samples, "r2": explained.mean(axis=1)}


def means_of_resamples(of_rows: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Means over resampled rows: from shape (rows, columns) to (resamples, columns)."""
    rows = len(of_rows)
    # Counting how often each row was drawn reads the rows in their order, which is ten times as fast as gathering them.
    return np.stack([_drawn(rows, random) @ of_rows for _ in range(_RESAMPLES)]) / rows


def _medians(of_rows: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The mean over the columns of their medians over resampled rows: from shape (rows, columns) to (resamples,)."""
    rows, orders = len(of_rows), np.argsort(of_rows, axis=0)
    middle = np.array([(rows + 1) // 2, rows // 2 + 1])  # the same place twice where the number of rows is odd
    found = []
    for _ in range(_RESAMPLES):
        counts = _drawn(rows, random)
        places = [np.searchsorted(np.cumsum(counts[order]), middle) for order in orders.T]
        found.append(np.mean([column[order][at].mean() for column, order, at in zip(of_rows.T, orders.T, places, strict=True)]))
    return np.array(found)


def _drawn(rows: int, random: np.random.Generator) -> np.ndarray:
    """How often each row is drawn when as many are drawn as there are."""
    return np.bincount(random.integers(rows, size=rows), minlength=rows)


_SAMPLES: dict[str, Callable[[Predictions, np.random.Generator], dict[str, np.ndarray]]] = {
    "binary": _one_class,
    "multiclass": _one_class,
    "multilabel": _multilabel,
    "regression": _regression,
}
