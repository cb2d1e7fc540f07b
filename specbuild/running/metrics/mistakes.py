"""The rows that a model gets most wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from specbuild.running.metrics.predictions import Predictions


def worst(predictions: Predictions) -> tuple[np.ndarray, np.ndarray]:
    """Put rows in order, the worst first; ties in the order of the rows.

    Of classes: those answered wrongly before those answered rightly, and by how little probability what is true was given. Of several
    labels: by the label that is furthest off. Of numbers: by the target that is furthest off, in standard deviations of that target.

    Args:
        predictions: What the model says, beside what is true.

    Returns:
        The places of all rows in that order, and whether each row, in its own place, is answered wrongly; numbers are never quite right.
    """
    wrong, off = _OFF[predictions.task](predictions)
    return np.lexsort((-off, ~wrong)), wrong


def of_each(predictions: Predictions) -> np.ndarray:
    """The probability of every class, of shape (rows, classes), for binary too; for regression the numbers."""
    return np.hstack([1 - predictions.scores, predictions.scores]) if predictions.task == "binary" else predictions.scores


def furthest(predictions: Predictions) -> np.ndarray:
    """For regression, the target of each row that is furthest off in its own spread."""
    return np.asarray(_errors(predictions).argmax(axis=1))


def _classes(predictions: Predictions) -> tuple[np.ndarray, np.ndarray]:
    given = of_each(predictions)[np.arange(len(predictions)), predictions.true]
    return predictions.predicted != predictions.true, 1 - given


def _labels(predictions: Predictions) -> tuple[np.ndarray, np.ndarray]:
    return (predictions.predicted != predictions.true).any(axis=1), np.abs(predictions.scores - predictions.true).max(axis=1)


def _numbers(predictions: Predictions) -> tuple[np.ndarray, np.ndarray]:
    errors = _errors(predictions).max(axis=1)
    return errors > 0, errors


def _errors(predictions: Predictions) -> np.ndarray:
    spread = predictions.true.std(axis=0)
    return np.asarray(np.abs(predictions.scores - predictions.true) / np.where(spread > 0, spread, 1))


_OFF: Mapping[str, Callable[[Predictions], tuple[np.ndarray, np.ndarray]]] = {
    "binary": _classes,
    "multiclass": _classes,
    "multilabel": _labels,
    "regression": _numbers,
}
