"""The rows that training and evaluation read: from memory where they fit, else decoded as they are needed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from specbuild.running.data.samples import Samples


@dataclass(frozen=True, slots=True)
class Store:
    """Takes rows of a data set; safe in threads.

    Where the loader kept what it decoded, rows come from memory, or from the disk. Otherwise `Samples.read` decodes just the rows asked
    for, in threads, so that the memory taken is bounded by the request.
    """

    samples: Samples

    def take(self, rows: np.ndarray) -> np.ndarray:
        """The samples with the given numbers, as a new array of shape (rows, *shape) and of the samples' own type."""
        if self.samples.decoded is None:
            return (self.samples.kept or self.samples.read)(rows)
        return np.take(self.samples.decoded, rows, axis=0)
