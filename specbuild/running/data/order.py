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


def balanced(rows: np.ndarray, labels: np.ndarray, seed: int, epoch: int) -> np.ndarray:
    """The rows with those of rare classes repeated, until every class has as many as the most frequent one.

    Args:
        rows: Numbers of the training rows, of shape (rows,).
        labels: The class of each, of the same shape.
        seed: The top-level seed of the spec.
        epoch: Number of the epoch, from 0.

    Returns:
        Numbers of rows, of shape (classes that occur * rows of the most frequent one,): each row as often as any other of its class, and
        some of them, drawn anew in every epoch, once more.
    """
    counts = np.bincount(labels)
    most = int(counts.max(initial=0))
    parts = []
    for label in np.flatnonzero(counts):
        members = rows[labels == label]
        words = Philox(key=np.array(seeds.key(seed, seeds.RESAMPLE, epoch, int(label)), "uint64")).random_raw(len(members))
        drawn = np.argsort(words, kind="stable")[: most % len(members)]
        parts += [np.tile(members, most // len(members)), members[drawn]]
    return np.concatenate(parts) if parts else rows


def batches(rows: np.ndarray, seed: int, epoch: int, batch_size: int) -> list[np.ndarray]:
    """The rows of an epoch cut into batches; the last one is smaller where the rows do not divide."""
    ordered = order(rows, seed, epoch)
    return [ordered[start : start + batch_size] for start in range(0, len(ordered), batch_size)]


def steps(rows: int, batch_size: int) -> int:
    """How many batches an epoch has."""
    return -(-rows // batch_size)
