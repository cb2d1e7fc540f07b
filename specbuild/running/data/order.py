"""The index plan: in which order an epoch visits the training rows, a pure function of seed and epoch."""

from __future__ import annotations

import numpy as np
from numpy.random import Philox

from specbuild.running import seeds


def order(rows: np.ndarray, seed: int, epoch: int) -> np.ndarray:
    """The rows in the order in which an epoch visits them.

    Args:
        rows: Numbers of the training rows, of shape (rows,).
        seed: The top-level seed of the spec.
        epoch: Number of the epoch, from 0.

    Returns:
        A permutation of `rows`, of the same shape.
    """
    words = Philox(key=np.array(seeds.key(seed, seeds.ORDER, epoch), "uint64")).random_raw(len(rows))
    # Sorting by raw words, not Generator.permutation: NumPy promises that the words of a bit generator never change.
    return rows[np.argsort(words, kind="stable")]


def batches(rows: np.ndarray, seed: int, epoch: int, batch_size: int) -> list[np.ndarray]:
    """The rows of an epoch cut into batches; the last one is smaller where the rows do not divide."""
    ordered = order(rows, seed, epoch)
    return [ordered[start : start + batch_size] for start in range(0, len(ordered), batch_size)]


def steps(rows: int, batch_size: int) -> int:
    """How many batches an epoch has."""
    return -(-rows // batch_size)
