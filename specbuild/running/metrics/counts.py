"""Precision, recall and F1 from counts, of any shape at once."""

from __future__ import annotations

import numpy as np


def shares(right: np.ndarray, occurs: np.ndarray, predicted: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Precision, recall and F1 of each class; 0 where there is nothing to divide by.

    Args:
        right: How often the class was predicted rightly.
        occurs: How many rows have the class.
        predicted: How often it was predicted.
    """
    return _share(right, predicted), _share(right, occurs), _share(2 * right, occurs + predicted)


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.asarray(np.divide(part, whole, out=np.zeros(np.shape(part)), where=whole > 0))
