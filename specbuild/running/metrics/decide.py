"""From probabilities to a decision: the largest, or those from a threshold on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def decide(task: str, scores: np.ndarray, threshold: float) -> np.ndarray:
    """What is decided for each row.

    Args:
        task: "binary", "multiclass", "multilabel" or "regression".
        scores: As `Predictions.scores` has them.
        threshold: From which probability on a class is predicted, for binary and multilabel.

    Returns:
        Class numbers of shape (rows,) for binary and multiclass; 0 and 1 of shape (rows, classes) for multilabel; the scores for
        regression.
    """
    decided = DECISIONS.get(task)
    return decided(scores, threshold) if decided else scores


def _largest(scores: np.ndarray, _threshold: float) -> np.ndarray:
    return np.asarray(scores.argmax(axis=1))


def _from_threshold(scores: np.ndarray, threshold: float) -> np.ndarray:
    return np.asarray(scores >= threshold, dtype=np.int64)


def _second_class(scores: np.ndarray, threshold: float) -> np.ndarray:
    return _from_threshold(scores, threshold)[:, 0]


DECISIONS: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {
    "binary": _second_class,
    "multiclass": _largest,
    "multilabel": _from_threshold,
}
