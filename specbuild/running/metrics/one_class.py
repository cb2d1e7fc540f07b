"""Metrics where every row has one class: binary and multiclass tasks."""

from __future__ import annotations

import numpy as np
from sklearn import metrics

from specbuild.running.metrics.areas import areas, mean
from specbuild.running.metrics.predictions import Predictions


def measure(predictions: Predictions) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Measure over all rows, and for each class that occurs or is predicted.

    Returns:
        `accuracy`; `balanced_accuracy` (mean recall of the classes that occur); `precision`, `recall` and `f1` (means over the classes
        that occur or are predicted, each counting once); `log_loss`; `roc_auc` (mean over the classes, each against the rest; only
        where it is defined). For each class the same without the accuracies, and its number of `rows`.
    """
    true, predicted = predictions.true, predictions.predicted
    probabilities = _probabilities(predictions)
    present = np.union1d(true, predicted)
    precision, recall, f1, rows = metrics.precision_recall_fscore_support(true, predicted, labels=present, zero_division=0)
    separation = areas(true[:, None] == present, probabilities[:, present])
    numbers = {
        "accuracy": float(metrics.accuracy_score(true, predicted)),
        "balanced_accuracy": float(recall[rows > 0].mean()),
        "precision": float(precision.mean()),
        "recall": float(recall.mean()),
        "f1": float(f1.mean()),
        "log_loss": float(log_losses(predictions).mean()),
        **mean(separation),
    }
    each = {
        predictions.classes[number]: {
            "rows": int(rows[at]),
            "precision": float(precision[at]),
            "recall": float(recall[at]),
            "f1": float(f1[at]),
            **separation[at],
        }
        for at, number in enumerate(present)
    }
    return numbers, each


def confusion(predictions: Predictions) -> np.ndarray:
    """Count the rows by true class and predicted class: shape (classes, classes); rows are true, columns predicted."""
    return np.asarray(metrics.confusion_matrix(predictions.true, predictions.predicted, labels=np.arange(len(predictions.classes))))


def log_losses(predictions: Predictions) -> np.ndarray:
    """The log loss of each row: minus the logarithm of the probability of its true class, kept above the least step of the type."""
    probabilities = _probabilities(predictions)
    least = np.finfo(predictions.scores.dtype).eps
    chosen = probabilities[np.arange(len(predictions)), predictions.true]
    return np.asarray(-np.log(np.clip(chosen / probabilities.sum(axis=1), least, 1 - least)))


def _probabilities(predictions: Predictions) -> np.ndarray:
    """The probability of each class, shape (rows, classes), in double precision."""
    scores = predictions.scores.astype(np.float64)
    return np.hstack([1 - scores, scores]) if predictions.task == "binary" else scores
