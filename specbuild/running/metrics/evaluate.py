"""Measure predictions, whatever the task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.metrics import codes, multilabel, one_class, regression
from specbuild.running.metrics.predictions import Predictions


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good predictions are.

    Attributes:
        numbers: The metrics over all rows, by name. One that is not defined for these rows (ROC AUC with one class) is left out.
        each: The metrics of each class, or of each target, by its name.
    """

    numbers: Mapping[str, float]
    each: Mapping[str, Mapping[str, float]]


_MEASURES: dict[str, Callable[[Predictions], tuple[dict[str, float], dict[str, dict[str, float]]]]] = {
    "binary": one_class.measure,
    "multiclass": one_class.measure,
    "multilabel": multilabel.measure,
    "regression": regression.measure,
}


def evaluate(predictions: Predictions, subset: str) -> Evaluation:
    """Measure predictions.

    Args:
        predictions: At least one row.
        subset: "train", "validation" or "test"; named in the finding.

    Raises:
        Refused: E001, a prediction is not a number; E002, there is no row.
    """
    if not len(predictions):
        raise Refused(
            Finding(codes.NO_ROWS, ("split",), f"the {subset} part has no rows to measure", "give it a larger share", about="header")
        )
    broken = int((~np.isfinite(predictions.scores)).any(axis=1).sum())
    if broken:
        raise Refused(_not_a_number(broken, len(predictions), subset))
    numbers, each = _MEASURES[predictions.task](predictions)
    return Evaluation(numbers, each)


def _not_a_number(broken: int, rows: int, subset: str) -> Finding:
    return Finding(
        codes.NOT_A_NUMBER,
        ("training",),
        f"the model predicts something that is not a number (NaN or infinite) for {broken:,} of {rows:,} {subset} rows",
        "the training ran off: lower the learning rate of `training.optimizer`, or scale the input (`Rescaling`, `Normalization`)",
        about="header",
    )
