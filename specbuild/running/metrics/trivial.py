"""The predictor that looks at no input: the most frequent class, or the mean, of the training rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from specbuild.running.metrics.predictions import Predictions


def predict(predictions: Predictions, train_targets: np.ndarray) -> Predictions:
    """What the trivial predictor says of the same rows: a model that is not better has learnt nothing.

    Args:
        predictions: Those of the model.
        train_targets: The targets of the training rows, in the form of `Predictions.true`; at least one row.

    Returns:
        For every row the shares of the classes among the training rows as probabilities, so that the most frequent class is predicted
        and the log loss is the least that a constant can reach; for regression the mean of each target.
    """
    constant = _constant(predictions, train_targets)
    scores = np.broadcast_to(constant, predictions.scores.shape).astype(np.float64)
    return replace(predictions, scores=scores, threshold=0.5)


def _constant(predictions: Predictions, train_targets: np.ndarray) -> np.ndarray:
    if predictions.task == "multiclass":
        return np.asarray(np.bincount(train_targets, minlength=len(predictions.classes)) / len(train_targets))
    return np.asarray(train_targets.astype(np.float64).mean(axis=0))
