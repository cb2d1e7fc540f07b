"""An array in a .npy file: (slices, rows, columns), perhaps with channels; never a pickle."""

from __future__ import annotations

from math import prod
from typing import BinaryIO

import numpy as np

from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.volumes.limit import check_size, with_channels
from specbuild.running.data.volumes.stored import Stored

MAGIC = b"\x93NUMPY"
LONGEST = 10_000  # bytes of a head


def claims(start: bytes) -> bool:
    """Whether a file begins like an array of NumPy."""
    return start.startswith(MAGIC)


def read(file: BinaryIO, most: int) -> Stored:
    """Read a volume.

    Raises:
        Unreadable: it is no array of real numbers, ends too early, or is too large.
    """
    shape, fortran, dtype = _head(file)
    if dtype.hasobject:
        raise Unreadable("holds Python objects, which could run code when they are read")
    if dtype.kind not in "biuf":
        raise Unreadable(f"holds {dtype}, not real numbers")
    with_channels(len(shape), "has")
    check_size(shape, most)
    wanted = prod(shape) * dtype.itemsize
    data = file.read(wanted)
    if len(data) < wanted:
        raise Unreadable(f"is cut short: its head announces {wanted:,} bytes, and {len(data):,} are there")
    return Stored(np.frombuffer(data, dtype).reshape(shape, order="F" if fortran else "C"))


def _head(file: BinaryIO) -> tuple[tuple[int, ...], bool, np.dtype]:
    from numpy.lib import format

    try:
        version = format.read_magic(file)
        head = format.read_array_header_1_0 if version == (1, 0) else format.read_array_header_2_0
        return head(file, max_header_size=LONGEST)
    except (ValueError, EOFError, SyntaxError, TypeError) as error:
        raise Unreadable(f"has a broken head ({error})") from error
