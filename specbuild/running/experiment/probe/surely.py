"""How sure a reference is of what it says, and from where on that can be believed."""

from __future__ import annotations

from itertools import combinations
from math import isqrt

import numpy as np

WRONG = 0.05  # share of what the reference is sure about, without any change, in which it may be wrong


def sure_from(leads: np.ndarray, right: np.ndarray) -> float:
    """The least lead from which on at most `WRONG` of what is said is wrong; infinite where no lead is enough.

    Args:
        leads: By how much the class that was said leads the next, of shape (rows,).
        right: Whether it was the right one.
    """
    order = np.argsort(-leads, kind="stable")
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    bearable = np.flatnonzero(wrong <= WRONG)
    return float(leads[order[bearable[-1]]]) if len(bearable) else np.inf


def ahead(found: np.ndarray) -> np.ndarray:
    """How far each class is on its side of the border to its strongest rival, of shape (samples, classes).

    Args:
        found: What a support vector machine of scikit-learn says: of two classes one number, positive for the second; of more, a column
            for every pair, positive for the first of the two.
    """
    columns = -found[:, None] if found.ndim == 1 else found
    classes = (1 + isqrt(1 + 8 * columns.shape[1])) // 2
    scores = np.full((len(found), classes), np.inf)
    for (first, second), margin in zip(combinations(range(classes), 2), columns.T, strict=True):
        scores[:, first] = np.minimum(scores[:, first], margin)
        scores[:, second] = np.minimum(scores[:, second], -margin)
    return scores
