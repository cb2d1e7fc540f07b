"""Metrics where every row has one class: binary and multiclass tasks."""

from __future__ import annotations

import numpy as np
from sklearn import metrics

from specbuild.running.metrics.areas import areas, mean
from specbuild.running.metrics.calibration import calibration_error
from specbuild.running.metrics.predictions import Predictions


def measure(predictions: Predictions) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Measure over all rows, and for each class that occurs or is predicted.

    Returns:
        `accuracy`; `balanced_accuracy` (mean recall of the classes that occur); `precision`, `recall` and `f1` (means over the classes
        that occur or are predicted, each counting once); `log_loss`; `calibration_error` (of the likeliest class); `roc_auc` and
        `average_precision` (means over the classes, each against the rest; only where they are defined). For each class against the rest
        the same, and its number of `rows`; its `log_loss` is that of its own rows.
    """
    true, predicted = predictions.true, predictions.predicted
    probabilities = probabilities_of(predictions)
    present = np.union1d(true, predicted)
    precision, recall, f1, rows = metrics.precision_recall_fscore_support(true, predicted, labels=present, zero_division=0)
    occurs, said = true[:, None] == present, predicted[:, None] == present
    separation, losses = areas(occurs, probabilities[:, present]), log_losses(predictions)
    numbers = {
        "accuracy": float(metrics.accuracy_score(true, predicted)),
        "balanced_accuracy": float(recall[rows > 0].mean()),
        "precision": float(precision.mean()),
        "recall": float(recall.mean()),
        "f1": float(f1.mean()),
        "log_loss": float(losses.mean()),
        "calibration_error": calibration_error(*confidence(predictions)),
        **mean(separation),
    }
    each = {
        predictions.classes[number]: {
            "rows": int(rows[at]),
            "accuracy": float((occurs[:, at] == said[:, at]).mean()),
            **_balanced(occurs[:, at], said[:, at]),
            "precision": float(precision[at]),
            "recall": float(recall[at]),
            "f1": float(f1[at]),
            **({"log_loss": float(losses[occurs[:, at]].mean())} if rows[at] else {}),
            "calibration_error": calibration_error(occurs[:, at], probabilities[:, number]),
            **separation[at],
        }
        for at, number in enumerate(present)
    }
    return numbers, each


def _balanced(occurs: np.ndarray, said: np.ndarray) -> dict[str, float]:
    """The mean of how many rows of the class were found, and of how many others were not taken for it; only where there are both."""
    if occurs.all() or not occurs.any():
        return {}
    return {"balanced_accuracy": float((said[occurs].mean() + (~said[~occurs]).mean()) / 2)}


def confidence(predictions: Predictions) -> tuple[np.ndarray, np.ndarray]:
    """Whether the likeliest class of each row is the true one, and its probability."""
    probabilities = probabilities_of(predictions)
    likeliest = probabilities.argmax(axis=1)
    return likeliest == predictions.true, probabilities.max(axis=1) / probabilities.sum(axis=1)


def confusion(predictions: Predictions) -> np.ndarray:
    """Count the rows by true class and predicted class: shape (classes, classes); rows are true, columns predicted."""
    return np.asarray(metrics.confusion_matrix(predictions.true, predictions.predicted, labels=np.arange(len(predictions.classes))))


def log_losses(predictions: Predictions) -> np.ndarray:
    """The log loss of each row: minus the logarithm of the probability of its true class, kept above the least step of the type."""
    probabilities = probabilities_of(predictions)
    least = np.finfo(predictions.scores.dtype).eps
    chosen = probabilities[np.arange(len(predictions)), predictions.true]
    return np.asarray(-np.log(np.clip(chosen / probabilities.sum(axis=1), least, 1 - least)))


def probabilities_of(predictions: Predictions) -> np.ndarray:
    """The probability of each class, shape (rows, classes), in double precision."""
    scores = predictions.scores.astype(np.float64)
    return np.hstack([1 - scores, scores]) if predictions.task == "binary" else scores
