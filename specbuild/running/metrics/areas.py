"""The area under the ROC curve of each class against the rest, where it is defined."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn import metrics


def areas(occurs: np.ndarray, scores: np.ndarray) -> list[dict[str, float]]:
    """Measure how well the scores of each class tell its rows from the others.

    Args:
        occurs: Whether a row is of the class: booleans of shape (rows, classes).
        scores: Of the same shape.

    Returns:
        For each class `{"roc_auc": area}`, or nothing where all rows, or none, are of the class.
    """
    return [
        {"roc_auc": float(metrics.roc_auc_score(of_class, score))} if 0 < of_class.sum() < len(of_class) else {}
        for of_class, score in zip(occurs.T, scores.T, strict=True)
    ]


def mean(found: Sequence[dict[str, float]]) -> dict[str, float]:
    """The mean of the areas that are defined; nothing where none is."""
    defined = [area["roc_auc"] for area in found if area]
    return {"roc_auc": float(np.mean(defined))} if defined else {}
