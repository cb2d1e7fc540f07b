"""Ways of seeing samples, and what lies near to them among the rows that a reference learnt from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

NEIGHBOURS, ROOM = 5, 0.99  # samples that are asked, and the share of unchanged samples that count as like the others
DIMENSIONS = 64  # of a view, at most
SEEN, LARGE = ("picture", "volume", "clip"), 16  # kinds that are also looked at a pixel aside, from so many pixels on

See = Callable[[np.ndarray], np.ndarray]


class Near(NamedTuple):
    """What lies near to samples: how far the nearest row is, and the class of most of the nearest ones, both of shape (samples,)."""

    distances: np.ndarray
    votes: np.ndarray


class View:
    """One way of seeing samples, and the rows that the network learnt from as they are seen so."""

    def __init__(self, see: See, kind: str, samples: np.ndarray, labels: np.ndarray) -> None:
        """Remember rows.

        Args:
            see: From samples of shape (samples, *shape) to rows of numbers.
            kind: What a sample is.
            samples: The rows to compare with.
            labels: The class of each.
        """
        from sklearn.decomposition import PCA
        from sklearn.neighbors import NearestNeighbors

        seen = see(samples)
        self._see, self._kind, self._labels = see, kind, labels
        self._reduce = PCA(min(DIMENSIONS, *seen.shape), random_state=0).fit(seen) if seen.shape[1] > DIMENSIONS else None
        self._near = NearestNeighbors(n_neighbors=min(NEIGHBOURS, len(samples))).fit(self.reduced(samples))
        self.room = 0.0

    def make_room(self, unchanged: np.ndarray) -> None:
        """Take the distances of unchanged samples, which nothing here is made of, for how near is near."""
        self.room = float(np.quantile(self.nearest(unchanged).distances, ROOM))

    def nearest(self, samples: np.ndarray) -> Near:
        """What lies nearest to samples of shape (samples, *shape), each in the shift that comes nearest."""
        found = [self._near.kneighbors(self.reduced(moved)) for moved in shifts(samples, self._kind)]
        distances = np.stack([distance[:, 0] for distance, _ in found])
        best, every = distances.argmin(axis=0), np.arange(len(samples))
        places = np.stack([place for _, place in found])[best, every]
        return Near(distances[best, every], np.array([np.bincount(self._labels[some]).argmax() for some in places]))

    def reduced(self, samples: np.ndarray) -> np.ndarray:
        """Samples as they are seen, in at most `DIMENSIONS` numbers each."""
        seen = self._see(samples)
        return seen if self._reduce is None else np.asarray(self._reduce.transform(seen), "float32")


def shifts(samples: np.ndarray, kind: str) -> Sequence[np.ndarray]:
    """The samples, and where they are pictures of some size, the same a pixel aside: a flip can move what it shows by one."""
    across = samples.ndim - 2
    if kind not in SEEN or min(samples.shape[across - 1 : across + 1]) < LARGE:
        return [samples]
    return [samples, *(np.roll(samples, step, (across - 1, across)) for step in ((1, 1), (1, -1), (-1, 1), (-1, -1)))]
