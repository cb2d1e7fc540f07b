"""How sure the metrics are: 95 % intervals over other test sets of the same size, drawn from these rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from specbuild.running.metrics import multilabel, one_class
from specbuild.running.metrics.counts import shares
from specbuild.running.metrics.predictions import Predictions

Interval = tuple[float, float]
_RESAMPLES = 1000
_CELLS_AT_ONCE = 4_000_000  # bounds the memory to some tens of megabytes


def intervals(predictions: Predictions, seed: int) -> dict[str, Interval]:
    """The 2.5th and 97.5th percentile of each metric over resampled rows.

    Args:
        predictions: At least one row.
        seed: The same seed gives the same intervals.

    Returns:
        For binary and multiclass `accuracy`, `balanced_accuracy`, `precision`, `recall`, `f1` and `log_loss`; for multilabel `accuracy`,
        `label_accuracy` and `log_loss`; for regression `mae`, `rmse` and, where the targets vary, `r2`.
    """
    random = np.random.default_rng(seed)
    samples = _SAMPLES[predictions.task](predictions, random)
    return {name: (float(low), float(high)) for name, (low, high) in _percentiles(samples).items()}


def _percentiles(samples: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: np.nanpercentile(values, [2.5, 97.5]) for name, values in samples.items() if not np.isnan(values).all()}


def _one_class(predictions: Predictions, random: np.random.Generator) -> dict[str, np.ndarray]:
    counts = one_class.confusion(predictions)
    parts = [of_confusions(chunk) for chunk in _confusions(counts, random)]
    samples = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return {**samples, "log_loss": means_of_resamples(one_class.log_losses(predictions)[:, None], random)[:, 0]}


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
    right = predictions.true == predictions.predicted
    of_rows = np.column_stack([right.all(axis=1), right.mean(axis=1), multilabel.log_losses(predictions)])
    return dict(zip(("accuracy", "label_accuracy", "log_loss"), means_of_resamples(of_rows, random).T, strict=True))


def _regression(predictions: Predictions, random: np.random.Generator) -> dict[str, np.ndarray]:
    """MAE, RMSE and R2 from means over rows; the variance about the middle of the targets, or large targets would cancel."""
    true, errors = predictions.true.astype(np.float64), (predictions.scores - predictions.true).astype(np.float64)
    centred, targets = true - true.mean(axis=0), true.shape[1]
    drawn = means_of_resamples(np.hstack([np.abs(errors), errors**2, centred, centred**2]), random)
    absolute, squared, first, second = (drawn[:, at * targets : (at + 1) * targets] for at in range(4))
    samples = {"mae": absolute.mean(axis=1), "rmse": np.sqrt(squared).mean(axis=1)}
    variance = second - first**2
    if (np.ptp(true, axis=0) == 0).any():
        return samples
    explained = 1 - np.divide(squared, variance, out=np.full_like(squared, np.nan), where=variance > 1e-12 * second.max(initial=0))
    return {**samples, "r2": explained.mean(axis=1)}


def means_of_resamples(of_rows: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Means over resampled rows: from shape (rows, columns) to (resamples, columns)."""
    rows = len(of_rows)
    # Counting how often each row was drawn reads the rows in their order, which is ten times as fast as gathering them.
    drawn = (np.bincount(random.integers(rows, size=rows), minlength=rows) for _ in range(_RESAMPLES))
    return np.stack([counts @ of_rows for counts in drawn]) / rows


_SAMPLES: dict[str, Callable[[Predictions, np.random.Generator], dict[str, np.ndarray]]] = {
    "binary": _one_class,
    "multiclass": _one_class,
    "multilabel": _multilabel,
    "regression": _regression,
}
