"""Pictures in one folder, each a slice: (slices, rows, columns, channels), in the natural order of their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import numpy as np
from PIL import Image

from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.pictures.opened import check, open_picture
from specbuild.running.data.volumes.limit import check_size
from specbuild.running.data.volumes.stored import Stored


def read(files: Sequence[BinaryIO], most: int) -> Stored:
    """Read a volume; 16 bits stay 16 bits, since in a scan every step of grey counts.

    Raises:
        Unreadable: a slice is no picture or is damaged, or slices differ in size or colours.
    """
    slices: list[np.ndarray] = []
    for number, file in enumerate(files, 1):
        try:
            slices.append(_slice(file.read(), most))
        except Unreadable as error:
            raise Unreadable(f"has a slice, number {number}, that {error}") from error
        check_size((len(files), *slices[0].shape), most)
        if slices[-1].shape != slices[0].shape:
            shapes = " and ".join(" x ".join(map(str, one.shape)) for one in (slices[0], slices[-1]))
            raise Unreadable(f"has slices of different sizes: {shapes}")
    return Stored(np.stack(slices))


def _slice(data: bytes, most: int) -> np.ndarray:
    opened = open_picture(data, most)
    check(data, opened)
    if getattr(opened, "n_frames", 1) > 1:
        raise Unreadable("is a stack of pictures itself")
    values = np.asarray(_flat(opened))
    return values if values.ndim == 3 else values[..., np.newaxis]


def _flat(opened: Image.Image) -> Image.Image:
    """Grey or red-green-blue: a palette or transparency means nothing in a scan."""
    if opened.mode in ("1", "LA", "La", "P") and not (opened.mode == "P" and _coloured(opened)):
        return opened.convert("L")
    return opened if opened.mode.startswith(("L", "I", "F")) or opened.mode == "RGB" else opened.convert("RGB")


def _coloured(opened: Image.Image) -> bool:
    values = np.asarray(opened.convert("RGB"))
    return bool((values[..., 0] != values[..., 1]).any() or (values[..., 0] != values[..., 2]).any())
