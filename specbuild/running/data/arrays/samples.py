"""Samples that lie in arrays: one after the other, read where they lie, in the form that a network takes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.arrays.gather import gather
from specbuild.running.data.context import LoadContext

RANKS = {"vector": 1, "text": 1, "series": 2, "audio": 2, "picture": 3, "volume": 4, "clip": 4}  # axes of a sample, its channels included
WHOLE = 2**24  # whole numbers beyond this are not all different in single precision
CHUNK_BYTES = 16 * 2**20
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Rows:
    """Samples of several arrays, those of each after those of the one before; safe in threads.

    Attributes:
        arrays: The arrays, which may lie on the disk.
        shape: Shape of a sample as `read` gives it: with one channel where it has none of its own.
        dtype: Type of a sample as `read` gives it.
    """

    arrays: Sequence[np.ndarray]
    shape: tuple[int, ...]
    dtype: np.dtype

    def __len__(self) -> int:
        return sum(len(array) for array in self.arrays)

    def raw(self, rows: np.ndarray) -> np.ndarray:
        """The samples with these numbers, as they are stored."""
        found = np.empty((len(rows), *self.arrays[0].shape[1:]), self.arrays[0].dtype.newbyteorder("="))
        start = 0
        for array in self.arrays:
            here = (rows >= start) & (rows < start + len(array))
            found[here] = gather(array, rows[here] - start)
            start += len(array)
        return found

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """The samples with these numbers, of shape (rows, *shape)."""
        return self.raw(rows).astype(self.dtype).reshape(len(rows), *self.shape)

    @property
    def nbytes(self) -> int:
        """Bytes that all samples take as `read` gives them."""
        return int(np.prod((len(self), *self.shape), dtype=object)) * self.dtype.itemsize


@dataclass(frozen=True, slots=True)
class Looked:
    """What one reading of all samples told."""

    digests: Sequence[str]
    notes: Sequence[str]


def rows_of(context: LoadContext, arrays: Sequence[np.ndarray], kind: str | None) -> Rows:
    """The samples of arrays, said to be of a kind.

    Raises:
        Refused: a sample has too many or too few axes for it.
    """
    shape = arrays[0].shape[1:] or (1,)
    rank = RANKS.get(kind or "", len(shape))
    if len(shape) not in (rank, rank - 1) or not shape:
        message = f"a sample has {len(shape)} axes, and a {kind} has {rank} with its channels"
        raise Refused(context.finding("D411", "kind", message, help=f"`kind` can be {_fitting(len(shape))}"))
    return Rows(arrays, shape if len(shape) == rank else (*shape, 1), _dtype(arrays[0].dtype, kind))


def infer(shape: tuple[int, ...]) -> str | None:
    """What samples of this shape are, where only one thing has it."""
    if len(shape) < 2:
        return "vector"
    return "picture" if len(shape) == 3 and shape[-1] in (1, 3, 4) else None


def _fitting(axes: int) -> str:
    names = [f'"{name}"' for name, rank in RANKS.items() if axes in (rank, rank - 1)]
    return " or ".join(names) if names else "left out"


def _dtype(dtype: np.dtype, kind: str | None) -> np.dtype:
    if kind == "text":
        return np.dtype(np.int32)
    return np.dtype(np.uint8) if dtype.kind == "b" or dtype == np.uint8 else np.dtype(np.float32)


def look(context: LoadContext, rows: Rows, ids: Sequence[str]) -> Looked:
    """Read all samples once, in pieces: nothing but numbers may be in them.

    Raises:
        Refused: a sample holds NaN or infinity, or a number too large for single precision.
    """
    digests, wrong, rounded = list[str](), list[int](), False
    step = max(1, CHUNK_BYTES // max(1, rows.nbytes // max(1, len(rows))))
    for start in range(0, len(rows), step):
        numbers = np.arange(start, min(start + step, len(rows)))
        raw = rows.raw(numbers)
        digests += [hashlib.sha256(np.ascontiguousarray(sample).data).hexdigest() for sample in raw]
        if raw.dtype.kind == "f":
            with np.errstate(over="ignore"):
                finite = np.isfinite(raw.astype(rows.dtype)).reshape(len(raw), -1).all(axis=1)
            wrong += numbers[~finite].tolist()
        elif raw.size and raw.dtype.itemsize > 2:
            rounded |= bool(max(abs(int(raw.max())), abs(int(raw.min()))) > WHOLE and rows.dtype.kind == "f")
        context.progress(min(start + step, len(rows)), len(rows))
    if wrong:
        raise Refused(*_about_wrong(context, ids, wrong))
    return Looked(digests, ["whole numbers beyond 16,777,216 are rounded to single precision"] if rounded else [])


def _about_wrong(context: LoadContext, ids: Sequence[str], wrong: Sequence[int]) -> list[Finding]:
    named = ", ".join(f"`{ids[row]}`" for row in wrong[:SHOWN]) + (f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else "")
    many = f"{len(wrong)} samples hold" if len(wrong) > 1 else "a sample holds"
    message = f"{many} NaN, infinity or a number beyond single precision: {named}"
    return [context.finding("D409", "path", message, help="mend or remove them before they are saved")]
