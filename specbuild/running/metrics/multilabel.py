"""Metrics where a row can have any number of classes."""

from __future__ import annotations

import numpy as np

from specbuild.running.metrics.areas import areas, mean
from specbuild.running.metrics.calibration import calibration_error
from specbuild.running.metrics.counts import shares
from specbuild.running.metrics.predictions import Predictions


def measure(predictions: Predictions) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Measure over all rows, and for each class.

    Returns:
        `accuracy` (rows with all their classes right), `label_accuracy` (single yes-or-no answers right), `precision`, `recall` and
        `f1` (means over the classes that occur or are predicted), `log_loss` and `calibration_error` (over all single answers), `roc_auc`
        and `average_precision` (means over the classes where they are defined). For each class the same, with its number of `rows`.
    """
    true, predicted = predictions.true.astype(int), predictions.predicted
    rows, seen = true.sum(axis=0), (true | predicted).any(axis=0)
    # Not by scikit-learn, which takes a single column for two classes.
    precision, recall, f1 = shares((true & predicted).sum(axis=0), rows, predicted.sum(axis=0))
    separation, scores = areas(true == 1, predictions.scores), predictions.scores.astype(np.float64)
    losses = _losses(predictions)
    numbers = {
        "accuracy": float((true == predicted).all(axis=1).mean()),
        "label_accuracy": float((true == predicted).mean()),
        "precision": _mean(precision[seen]),
        "recall": _mean(recall[seen]),
        "f1": _mean(f1[seen]),
        "log_loss": float(losses.mean()),
        "calibration_error": calibration_error(true.ravel() == 1, scores.ravel()),
        **mean(separation),
    }
    each = {
        name: {
            "rows": int(rows[at]),
            "accuracy": float((true[:, at] == predicted[:, at]).mean()),
            "precision": float(precision[at]),
            "recall": float(recall[at]),
            "f1": float(f1[at]),
            "log_loss": float(losses[:, at].mean()),
            "calibration_error": calibration_error(true[:, at] == 1, scores[:, at]),
            **separation[at],
        }
        for at, name in enumerate(predictions.classes)
        if seen[at]
    }
    return numbers, each


def log_losses(predictions: Predictions) -> np.ndarray:
    """The log loss of each row, the mean over its classes."""
    return np.asarray(_losses(predictions).mean(axis=1))


def _losses(predictions: Predictions) -> np.ndarray:
    least = np.finfo(predictions.scores.dtype).eps
    scores = np.clip(predictions.scores.astype(np.float64), least, 1 - least)
    return np.asarray(-np.where(predictions.true == 1, np.log(scores), np.log1p(-scores)))


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else 0.0
