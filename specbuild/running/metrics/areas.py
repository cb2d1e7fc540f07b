"""The areas under the ROC curve and under the curve of precision and recall, of each class against the rest, where they are defined."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from sklearn import metrics

from specbuild.running.data.threads import cores

NAMES = ("roc_auc", "average_precision")


def areas(occurs: np.ndarray, scores: np.ndarray) -> list[dict[str, float]]:
    """Measure how well the scores of each class tell its rows from the others.

    Args:
        occurs: Whether a row is of the class: booleans of shape (rows, classes).
        scores: Of the same shape.

    Returns:
        For each class `roc_auc`, left out where all rows, or none, are of the class, and `average_precision`, left out where none is.
    """
    return [_areas(of_class, score) for of_class, score in zip(occurs.T, scores.T, strict=True)]


def _areas(of_class: np.ndarray, score: np.ndarray) -> dict[str, float]:
    found = {}
    if 0 < of_class.sum() < len(of_class):
        found["roc_auc"] = float(metrics.roc_auc_score(of_class, score))
    if of_class.any():
        found["average_precision"] = float(metrics.average_precision_score(of_class, score))
    return found


def mean(found: Sequence[dict[str, float]]) -> dict[str, float]:
    """The mean of each area over the classes for which it is defined; nothing where there is none."""
    defined = {name: [area[name] for area in found if name in area] for name in NAMES}
    return {name: float(np.mean(numbers)) for name, numbers in defined.items() if numbers}


def of_counts(counts: np.ndarray, occurs: np.ndarray, scores: np.ndarray) -> dict[str, np.ndarray]:
    """The means over the classes for test sets in which each row stands so many times: what `areas` and `mean` give for them.

    Args:
        counts: How often each row was drawn, of shape (draws, rows).
        occurs: Whether a row is of the class: booleans of shape (rows, classes).
        scores: Of the same shape.

    Returns:
        Each area, of shape (draws,); NaN where it is defined for no class.
    """
    with ThreadPoolExecutor(cores()) as pool:  # a second of work after every run, most of it in sums that need not wait for each other
        each = list(pool.map(partial(_of_counts, counts), occurs.T, scores.T))
    return {name: _mean_of_defined(np.stack([areas[at] for areas in each])) for at, name in enumerate(NAMES)}


def _of_counts(counts: np.ndarray, of_class: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both areas of one class, by a walk down the scores; rows of equal scores are passed together, as scikit-learn does."""
    order = np.argsort(-score, kind="stable")
    steps = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    drawn = counts[:, order]
    right = np.cumsum(drawn * of_class[order], axis=1, dtype=np.float64)[:, steps]
    wrong = np.cumsum(drawn, axis=1, dtype=np.float64)[:, steps] - right
    more_right, more_wrong = np.diff(right, axis=1, prepend=0), np.diff(wrong, axis=1, prepend=0)
    area = (more_wrong * (right - more_right / 2)).sum(axis=1)
    passed = right + wrong
    precision = np.divide(right, passed, out=np.zeros_like(right), where=passed > 0)
    return _share(area, right[:, -1] * wrong[:, -1]), _share((precision * more_right).sum(axis=1), right[:, -1])


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.asarray(np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0))


def _mean_of_defined(values: np.ndarray) -> np.ndarray:
    defined = ~np.isnan(values)
    return _share(values.sum(axis=0, where=defined), defined.sum(axis=0).astype(np.float64))
