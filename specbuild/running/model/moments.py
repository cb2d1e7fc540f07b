"""Mean and variance of rows that do not fit in memory together, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

from specbuild.running.model.part import Rows


@dataclass(frozen=True, slots=True)
class Moments:
    """What is known of some values.

    Attributes:
        count: How many values went into each mean.
        mean: Means, in float64.
        variance: Mean squares of the distances from the mean, in float64.
    """

    count: int
    mean: np.ndarray
    variance: np.ndarray


def moments(rows: Rows, kept: tuple[int, ...]) -> Moments:
    """Mean and variance of all rows, for each place along the kept axes.

    Args:
        rows: Batches of shape (rows, *sample).
        kept: Axes of a batch that are kept, sorted; the batch is axis 0.

    Source:
        The pairwise update of Chan, Golub and LeVeque (1979), which does not cancel as a sum of squares does.
    """
    known: Moments | None = None
    for batch in rows():
        known = _of(batch, kept) if known is None else _together(known, _of(batch, kept))
    if known is None:
        raise ValueError("there are no rows")
    return known


def _of(batch: np.ndarray, kept: tuple[int, ...]) -> Moments:
    reduced = tuple(axis for axis in range(batch.ndim) if axis not in kept)
    values = batch.astype(np.float64)
    return Moments(prod(batch.shape[axis] for axis in reduced), values.mean(reduced), values.var(reduced))


def _together(one: Moments, other: Moments) -> Moments:
    count = one.count + other.count
    apart = other.mean - one.mean
    share = other.count / count
    variance = (one.variance * (1 - share) + other.variance * share) + apart**2 * share * (1 - share)
    return Moments(count, one.mean + apart * share, variance)
