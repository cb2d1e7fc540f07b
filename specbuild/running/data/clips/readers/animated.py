"""Animated GIF, WebP and PNG, frame by frame, as Pillow composes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageSequence

from specbuild.running.data.clips.readers.frame import Frame
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.pictures.decoders import pillow
from specbuild.running.data.pictures.opened import open_picture

USUAL = 0.1  # seconds that a frame is seen where its file says 0, as browsers show it


def claims(start: bytes) -> bool:
    """Whether a file begins like an animated picture."""
    return start.startswith((b"GIF8", b"\x89PNG\r\n\x1a\n")) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")


@contextmanager
def frames(data: bytes, max_pixels: int) -> Iterator[Iterator[Frame]]:
    """The frames of a file.

    Raises:
        Unreadable: it is damaged, too large, or has no frames.
    """
    opened = open_picture(data, max_pixels)
    yield _each(data, opened)


def _each(data: bytes, opened: Image.Image) -> Iterator[Frame]:
    time = 0.0
    try:
        for picture in ImageSequence.Iterator(opened):
            picture.load()
            yield Frame(time, lambda picture=picture: _pixels(data, picture))  # type: ignore[misc]  # bound now, since the picture moves on
            time += float(picture.info.get("duration") or 0) / 1000 or USUAL
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"is cut short or damaged ({type(error).__name__}: {error})") from error


def _pixels(data: bytes, picture: Image.Image) -> np.ndarray:
    return pillow.read(data, picture)
