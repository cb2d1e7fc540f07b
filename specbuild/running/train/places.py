"""The places of a batch whose rows are added up alike, so that a prediction does not depend on where its row stands."""

from __future__ import annotations

import keras
import numpy as np

TRIED = 16  # rows that are put everywhere: two ways of adding up may agree on the last bit of some, hardly of all
Places = tuple[int, ...] | None  # None: all of them


def even(model: keras.Model, samples: np.ndarray, *, size: int) -> Places:
    """Find the most places of a batch in which a row gets the same bits.

    Mostly all. But a backend adds numbers up several at a time, and what is left over in another order: with AVX2, TensorFlow multiplies
    matrices by six rows, so the last two of 32 differ; the mean over the positions of 12 channels differs at every other row.

    Args:
        model: The network.
        samples: Some rows of shape (rows, *shape), at least one.
        size: Rows that the network receives at once.

    Returns:
        The places, in rising order; None where all are alike. Only the first where rows change each other, so that each is alone.
    """
    kinds = np.zeros(size, int)
    for sample in samples[:TRIED]:
        kinds = _parted(kinds, _outputs(model, np.repeat(sample[None], size, axis=0)))
    found = np.flatnonzero(kinds == np.bincount(kinds).argmax())
    if not _neighbours_do_not_matter(model, samples, found, size):
        return (0,)
    return None if len(found) == size else tuple(int(place) for place in found)


def _parted(kinds: np.ndarray, outputs: np.ndarray) -> np.ndarray:
    """Part kinds of places further by the bits of what a row got there."""
    numbers: dict[tuple[int, bytes], int] = {}
    return np.array([numbers.setdefault((int(kind), output.tobytes()), len(numbers)) for kind, output in zip(kinds, outputs, strict=True)])


def _neighbours_do_not_matter(model: keras.Model, samples: np.ndarray, places: np.ndarray, size: int) -> bool:
    rows = samples[np.arange(len(places)) % len(samples)]
    together, moved, alone = (
        _outputs(model, placed(some, places[: len(some)], size))[places] for some in (rows, np.roll(rows, 1, axis=0), rows[:1])
    )
    return bool(together[0].tobytes() == alone[0].tobytes() and together.tobytes() == np.roll(moved, -1, axis=0).tobytes())


def placed(samples: np.ndarray, places: np.ndarray, size: int) -> np.ndarray:
    """A batch of so many rows that has the samples at these places, and zeros elsewhere."""
    if len(samples) == size:
        return samples
    batch = np.zeros((size, *samples.shape[1:]), samples.dtype)
    batch[places] = samples
    return batch


def _outputs(model: keras.Model, batch: np.ndarray) -> np.ndarray:
    return np.asarray(model.predict_on_batch(batch))
