"""Decoded samples of one data set on the disk: written in any order by many threads, found whole or not at all, read row by row."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from specbuild.running.data.arrays.gather import read_rows
from specbuild.running.data.cache import folder as places
from specbuild.running.data.files.unreadable import Unreadable

ROWS = "rows.bin"


@dataclass(frozen=True, slots=True)
class Rows:
    """Samples that are kept; safe in threads.

    Attributes:
        file: The file of all of them, one after the other.
        shape: Shape of one.
        dtype: Its type.
        numbers: For each sample of the data set its row in the file.
    """

    file: Path
    shape: tuple[int, ...]
    dtype: np.dtype
    numbers: np.ndarray

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """The samples with these numbers, of shape (rows, *shape).

        Raises:
            OSError: they were removed while the run was going on.
            Unreadable: they were cut short.
        """
        found = np.empty((len(rows), *self.shape), self.dtype)
        read_rows(self.file, 0, self.numbers[rows], found)
        return found

    def of(self, rows: np.ndarray) -> Rows:
        """Some of the samples."""
        return Rows(self.file, self.shape, self.dtype, self.numbers[rows])


@dataclass(frozen=True, slots=True)
class Found:
    """What is kept of a data set beside its samples: what was told of each, as JSON has it."""

    rows: Rows
    index: Mapping[str, Any]


def find(key: str, count: int, shape: tuple[int, ...], dtype: np.dtype) -> Found | None:
    """Samples that are kept; None where they are not, or not whole."""
    folder = places.place() / key
    try:
        index = json.loads((folder / places.INDEX).read_text(encoding="ascii"))
        whole = (folder / ROWS).stat().st_size == count * int(np.prod(shape, dtype=object)) * dtype.itemsize
        os.utime(folder / places.INDEX)  # it was used now
    except (OSError, ValueError):
        return None
    return Found(Rows(folder / ROWS, shape, dtype, np.arange(count)), index) if whole and isinstance(index, dict) else None


class Writer:
    """Writes the samples of a data set beside others, and moves them into place once they are all there.

    Two runs may write the same: each writes its own, and the second one that is done uses what the first has put there. What goes wrong
    (a full disk, no right to write) only means that nothing is kept.
    """

    def __init__(self, key: str, count: int, shape: tuple[int, ...], dtype: np.dtype) -> None:
        """Begin to write, where there is room.

        Args:
            key: Of the data set.
            count: Its samples.
            shape: Shape of one.
            dtype: Its type.
        """
        self._key, self._count, self._shape, self._dtype = key, count, shape, dtype
        self._size = int(np.prod(shape, dtype=object)) * dtype.itemsize
        self._part: Path | None = None
        try:
            if places.make_room(places.place(), count * self._size):
                self._part = places.new_part(places.place(), key)
                with (self._part / ROWS).open("wb") as file:
                    file.truncate(count * self._size)
        except OSError:
            self.stop()

    def __setitem__(self, number: int, sample: np.ndarray) -> None:
        """Write one sample; safe in threads."""
        part = self._part
        if part is None:
            return
        try:
            with (part / ROWS).open("r+b", buffering=0) as file:
                file.seek(number * self._size)
                file.write(np.ascontiguousarray(sample, self._dtype).tobytes())
        except OSError:
            self.stop()

    def done(self, index: Mapping[str, Any]) -> Rows | None:
        """Move all into place; the samples, or None where they could not be kept."""
        if self._part is None:
            return None
        try:
            _write(self._part / places.INDEX, json.dumps(index, default=float).encode("ascii"))
            with (self._part / ROWS).open("r+b") as file:
                os.fsync(file.fileno())
            self._part.rename(places.place() / self._key)
        except OSError:
            self.stop()  # mostly since another run was first: then its samples are there
        found = find(self._key, self._count, self._shape, self._dtype)
        return None if found is None else found.rows

    def stop(self) -> None:
        """Leave nothing behind."""
        part, self._part = self._part, None
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def taking(rows: Rows, read: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    """A reader of samples that takes what is kept, and decodes afresh once that is gone."""

    def take(numbers: np.ndarray) -> np.ndarray:
        try:
            return rows(numbers)
        except (OSError, Unreadable):
            return read(numbers)

    return take
