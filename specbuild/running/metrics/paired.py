"""Two models judged by the same rows: how sure the difference of their metrics is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from specbuild.running.metrics import multilabel, one_class
from specbuild.running.metrics.bootstrap import Interval, means_of_resamples
from specbuild.running.metrics.predictions import Predictions


def differences(before: Predictions, after: Predictions, seed: int) -> dict[str, Interval]:
    """95 % intervals of how much each metric of the second exceeds that of the first, over resampled rows.

    The same rows are drawn for both, so that what is hard about a row cancels: two models that err on the same rows can be told apart
    by far smaller differences than their own intervals suggest.

    Args:
        before: What the first model says of at least one row.
        after: What the second says of the same rows, in any order.
        seed: The same seed gives the same intervals.

    Returns:
        By the name of the metric: `accuracy` and `log_loss` for classes, `label_accuracy` too for multilabel, `mae` and `rmse` for
        regression. Empty where the rows or the task are not the same.
    """
    if before.task != after.task or before.classes != after.classes or set(before.ids) != set(after.ids) or len(before) != len(after):
        return {}
    columns, finish = _COLUMNS[before.task], _FINISH.get(before.task, dict[str, np.ndarray])
    one, other = _ordered(columns(before), before), _ordered(columns(after), after)
    drawn = means_of_resamples(np.column_stack([*one.values(), *other.values()]), np.random.default_rng(seed))
    sides = [finish(dict(zip(one, part.T, strict=True))) for part in (drawn[:, : len(one)], drawn[:, len(one) :])]
    return {name: _interval(sides[1][name] - sides[0][name]) for name in sides[0]}


def _ordered(columns: Mapping[str, np.ndarray], predictions: Predictions) -> dict[str, np.ndarray]:
    """Columns with their rows in the order of the ids."""
    order = np.argsort(np.asarray(predictions.ids))
    return {name: np.asarray(column, np.float64)[order] for name, column in columns.items()}


def _interval(samples: np.ndarray) -> Interval:
    low, high = np.percentile(samples, [2.5, 97.5])
    return float(low), float(high)


def _one_class(predictions: Predictions) -> dict[str, np.ndarray]:
    return {"accuracy": predictions.true == predictions.predicted, "log_loss": one_class.log_losses(predictions)}


def _multilabel(predictions: Predictions) -> dict[str, np.ndarray]:
    right = predictions.true == predictions.predicted
    return {"accuracy": right.all(axis=1), "label_accuracy": right.mean(axis=1), "log_loss": multilabel.log_losses(predictions)}


def _regression(predictions: Predictions) -> dict[str, np.ndarray]:
    errors = predictions.scores.astype(np.float64) - predictions.true
    squares = {f"square {target}": column for target, column in enumerate((errors**2).T)}
    return {"mae": np.abs(errors).mean(axis=1), **squares}


def _root(means: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    squares = [values for name, values in means.items() if name.startswith("square")]
    return {"mae": means["mae"], "rmse": np.sqrt(squares).mean(axis=0)}


_COLUMNS: Mapping[str, Callable[[Predictions], dict[str, np.ndarray]]] = {
    "binary": _one_class,
    "multiclass": _one_class,
    "multilabel": _multilabel,
    "regression": _regression,
}
_FINISH: Mapping[str, Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]] = {"regression": _root}
