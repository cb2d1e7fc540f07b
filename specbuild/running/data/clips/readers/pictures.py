"""Pictures in one folder, each a frame, in the natural order of their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

import numpy as np

from specbuild.running.data.clips.readers.frame import Frame
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.pictures.decoders import pillow
from specbuild.running.data.pictures.opened import check, open_picture, orientation
from specbuild.running.data.pictures.upright import upright


@contextmanager
def frames(files: Sequence[BinaryIO], max_pixels: int) -> Iterator[Iterator[Frame]]:
    """The frames of a folder; their times are their numbers."""
    yield (Frame(float(number), lambda number=number: _pixels(files[number], number, max_pixels)) for number in range(len(files)))  # type: ignore[misc]


def _pixels(file: BinaryIO, number: int, max_pixels: int) -> np.ndarray:
    file.seek(0)
    data = file.read()
    try:
        opened = open_picture(data, max_pixels)
        check(data, opened)
        return upright(pillow.read(data, opened), orientation(data, opened))
    except Unreadable as error:
        raise Unreadable(f"has a frame, number {number + 1}, that {error}") from error
