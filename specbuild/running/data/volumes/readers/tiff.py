"""A stack of pages in one TIFF file: (slices, rows, columns), perhaps with channels."""

from __future__ import annotations

import logging
from typing import Any, BinaryIO

import numpy as np

from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.volumes.limit import check_size, with_channels
from specbuild.running.data.volumes.stored import Stored

MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def claims(start: bytes) -> bool:
    """Whether a file begins like TIFF."""
    return start.startswith(MAGIC)


def read(file: BinaryIO, most: int) -> Stored:
    """Read a volume: the first series of pages of equal size.

    Raises:
        Unreadable: it is damaged, too large, or no stack.
    """
    import tifffile

    logging.getLogger("tifffile").setLevel(logging.CRITICAL)  # what is wrong is told here
    try:
        with tifffile.TiffFile(file) as opened:
            series = opened.series[0]
            shape = tuple(int(side) for side in series.shape)
            with_channels(len(shape), "has")
            check_size(shape, most)
            _check_end(file, series)
            values = np.asarray(series.asarray())
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"is damaged, or of a form that is not read ({type(error).__name__}: {error})") from error
    if values.dtype.kind not in "biuf":
        raise Unreadable(f"holds {values.dtype}, not real numbers")
    return Stored(values)


def _check_end(file: BinaryIO, series: Any) -> None:
    """Raise unless all numbers lie within the file: the library makes up zeros where they do not."""
    place = file.tell()
    end = file.seek(0, 2)
    file.seek(place)
    for page in series.pages:
        if page is not None and any(at + count > end for at, count in zip(page.dataoffsets, page.databytecounts, strict=False)):
            raise Unreadable("is cut short: some of its pages end behind its end")
