"""Rows that must not be separated, such as copies of one picture: splits divide these blocks, not single rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.split import Split


@dataclass(frozen=True, slots=True)
class Blocks:
    """Rows by block.

    Attributes:
        of_row: The block of each row, from 0.
        first: One row of each block, which stands for it.
        sizes: Rows of each block.
    """

    of_row: np.ndarray
    first: np.ndarray
    sizes: np.ndarray

    @classmethod
    def of(cls, samples: Samples, groups: np.ndarray | None = None) -> Blocks:
        """One block for each content; a row whose content nobody else has is a block of its own.

        Args:
            samples: All samples.
            groups: A value for each row; rows of one value are in one block too, and so are all that are linked by one or the other.
        """
        content = samples.groups.get("content", np.arange(len(samples)))
        content = content if groups is None else _linked(content, groups)
        _, first, of_row, sizes = np.unique(content, return_index=True, return_inverse=True, return_counts=True)
        return cls(of_row, first, sizes)

    def split(self, train: np.ndarray, validation: np.ndarray, test: np.ndarray) -> Split:
        """The rows of these blocks as the parts of a split."""
        return Split(*(self._rows(blocks) for blocks in (train, validation, test)))

    def _rows(self, blocks: np.ndarray) -> np.ndarray:
        return np.flatnonzero(np.isin(self.of_row, blocks))


def _linked(content: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """A number for each row, equal for rows that share a content or a group, or are linked by others that do."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    _, one = np.unique(content, return_inverse=True)
    _, other = np.unique(groups, return_inverse=True)
    size = int(one.max() + other.max()) + 2
    edges = coo_array((np.ones(len(one)), (one, other + one.max() + 1)), shape=(size, size))
    return np.asarray(connected_components(edges, directed=False)[1][one])


def counts(total: int, shares: Sequence[float]) -> list[int]:
    """How many of `total` each share is, to the nearest whole number."""
    return [round(total * share) for share in shares]
