"""Metrics of predicted numbers, in the unit of the targets."""

from __future__ import annotations

import numpy as np
from sklearn import metrics

from specbuild.running.metrics.predictions import Predictions


def measure(predictions: Predictions) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Measure over all rows, and for each target where there are several.

    Returns:
        `mae` (mean absolute error), `rmse` (root of the mean squared error), `median_error` (median absolute error) and `r2` (share of
        the variance explained; left out where the targets do not vary). Over several targets: their means.
    """
    each = {name: _target(predictions.true[:, at], predictions.scores[:, at]) for at, name in enumerate(predictions.classes)}
    names = [name for name in ("mae", "rmse", "median_error", "r2") if all(name in numbers for numbers in each.values())]
    return {name: float(np.mean([numbers[name] for numbers in each.values()])) for name in names}, each


def _target(true: np.ndarray, predicted: np.ndarray) -> dict[str, float]:
    # In double precision: the squares of large numbers do not fit into single.
    true, predicted = true.astype(np.float64), predicted.astype(np.float64)
    errors = {
        "mae": float(metrics.mean_absolute_error(true, predicted)),
        "rmse": float(metrics.root_mean_squared_error(true, predicted)),
        "median_error": float(metrics.median_absolute_error(true, predicted)),
    }
    varies = len(true) > 1 and np.ptp(true) > 0
    return {**errors, "r2": float(metrics.r2_score(true, predicted))} if varies else errors
