"""Samples as they are or made coarser, as rows of numbers, and how coarse lets a support vector machine know most of them surely."""

from __future__ import annotations

import numpy as np

from specbuild.running.experiment.probe.surely import ahead, sure_from

NUMBERS, FEWEST = 4096, 16  # of a sample compared as it is: at most, and made coarser: at least
TRIED, PARTS, HALVINGS = 1000, 3, (0, 1, 2)  # rows and folds that choose how coarse, and what is tried
PENALTY, DIMENSIONS = 10.0, 64  # of a support vector machine, and of what it learns from at most


class Coarse:
    """Samples as they are, as rows of numbers, each channel or column in units of its spread, large ones made coarser."""

    def __init__(self, samples: np.ndarray, halved: int = 0) -> None:
        """Learn the spread.

        Args:
            samples: Of shape (samples, *shape).
            halved: How often every axis is halved beyond what large samples need.
        """
        spread = np.nan_to_num(samples.astype("float32")).std(axis=tuple(range(samples.ndim - 1)))
        self._spread, self._halved = np.where(spread > 0, spread, 1.0), halved

    def __call__(self, samples: np.ndarray) -> np.ndarray:
        """Rows of numbers for samples of shape (samples, *shape)."""
        return coarse(samples.astype("float32") / self._spread, self._halved)


def coarse(samples: np.ndarray, halved: int = 0) -> np.ndarray:
    """Samples as rows of numbers; large ones made coarser by taking means of neighbours, and all of them as often as is asked."""
    seen = np.nan_to_num(samples.astype("float32"))
    while np.prod(seen.shape[1:]) > NUMBERS and any(size > 1 for size in seen.shape[1:-1]):
        seen = _halved(seen, 1 + int(np.argmax(seen.shape[1:-1])))
    for _ in range(halved):
        for axis in range(1, seen.ndim - 1):
            seen = _halved(seen, axis) if seen.shape[axis] > 1 else seen
    return np.asarray(seen.reshape(len(samples), -1))


def _halved(seen: np.ndarray, axis: int) -> np.ndarray:
    whole = np.take(seen, range(seen.shape[axis] // 2 * 2), axis=axis)
    parted = whole.reshape(*whole.shape[:axis], whole.shape[axis] // 2, 2, *whole.shape[axis + 1 :])
    return np.asarray(parted.mean(axis=axis + 1))


def clearest(samples: np.ndarray, labels: np.ndarray) -> Coarse:
    """Samples made as coarse as lets a support vector machine know most of them surely, by cross-validation: the fewer rows, the coarser.

    Args:
        samples: Rows to learn from, in any order, of shape (samples, *shape).
        labels: The class of each.
    """
    some, true = samples[:TRIED], labels[:TRIED]
    ways = [way for way in (Coarse(samples, halved) for halved in HALVINGS) if way(some[:1]).shape[1] >= FEWEST]
    fewest = np.unique(true, return_counts=True)[1]
    if len(ways) < 2 or len(fewest) < 2 or fewest.min() < PARTS:
        return Coarse(samples)
    return max(ways, key=lambda way: _surely_known(way(some), true))  # the finest of equals


def _surely_known(seen: np.ndarray, true: np.ndarray) -> int:
    """How many rows a machine that had not learnt from them knows surely."""
    from sklearn.decomposition import PCA
    from sklearn.model_selection import cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import SVC

    if not np.ptp(seen, axis=0).any():  # nothing is left to tell them by
        return 0
    reduce = PCA(min(DIMENSIONS, seen.shape[1], len(seen) // 2), random_state=0)
    machine = make_pipeline(reduce, SVC(C=PENALTY, decision_function_shape="ovo"))
    scores = ahead(cross_val_predict(machine, seen, true, cv=PARTS, method="decision_function"))
    right, leads = np.unique(true)[scores.argmax(axis=1)] == true, scores.max(axis=1)
    return int((right & (leads >= sure_from(leads, right))).sum())
