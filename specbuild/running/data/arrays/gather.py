"""Rows of an array that lies on the disk, read one by one: pages of a mapped file would count as memory of the run."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np

from specbuild.running.data.files.unreadable import Unreadable


def gather(array: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Rows of an array, as it stores them.

    Args:
        array: In memory, or mapped.
        rows: Their numbers.
    """
    if not isinstance(array, np.memmap) or not array.flags.c_contiguous or array.filename is None or len(array) == 0:
        return np.asarray(array[rows])
    found = np.empty((len(rows), *array.shape[1:]), array.dtype)
    read_rows(Path(array.filename), int(array.offset), rows, found)
    return found


def read_rows(file: Path, offset: int, rows: np.ndarray, found: np.ndarray) -> None:
    """Read rows of one size from a file; safe in threads.

    Args:
        file: The file.
        offset: Bytes before its first row.
        rows: Numbers of the rows.
        found: Where they go, of shape (rows, ...), contiguous.

    Raises:
        OSError: the file cannot be read.
        Unreadable: it ends before a row does.
    """
    size = found[0].nbytes if len(found) else 0
    if not size:
        return
    with file.open("rb", buffering=0) as opened:
        for place, row in enumerate(rows.tolist()):
            opened.seek(offset + row * size)
            _fill(opened, found[place : place + 1].reshape(-1).view(np.uint8).data)  # a slice, since a single number is no view


def _fill(opened: BinaryIO, view: memoryview) -> None:
    done = 0
    while done < len(view):
        more = opened.readinto(view[done:])  # type: ignore[attr-defined]  # a raw file has it
        if not more:
            raise Unreadable("ends before its numbers do")
        done += more
