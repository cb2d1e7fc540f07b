"""From the file of a clip, or its frames, to the array that a sample is: frames chosen, colours, size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

import numpy as np

from specbuild.running.data.clips.choose import by_rate, spread
from specbuild.running.data.clips.readers import animated, pictures, video
from specbuild.running.data.clips.readers.frame import Frames
from specbuild.running.data.files.decode import Checked
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.pictures.colour import CHANNELS, to_colours
from specbuild.running.data.pictures.fit import Fit

SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".ts", ".flv", ".ogv", ".wmv", ".3gp", ".gif", ".webp", ".apng"}
)
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".pgm", ".ppm"})


@dataclass(frozen=True, slots=True)
class Decode:
    """How every clip of a data set is decoded.

    Attributes:
        frames: How many frames are kept.
        rate: Frames a second that are kept; None for frames spread over the whole clip.
        short: What fills up clips with fewer frames: the "last" frame again, the clip from its "start", or "black" frames.
        color_mode: "grayscale", "rgb" or "rgba".
        fit: The size of a frame, and the way to reach it.
        max_pixels: Width times height that a frame may have.
        folders: Whether a sample is a folder of frames.
    """

    frames: int
    rate: float | None
    short: str
    color_mode: str
    fit: Fit
    max_pixels: int
    folders: bool

    kind = "clip"
    noun = ("clip", "clips")
    dtype = np.dtype(np.uint8)
    value_range = (0.0, 255.0)

    @property
    def suffixes(self) -> frozenset[str]:
        """Endings of files that claim to be clips, or frames of one."""
        return PICTURES if self.folders else SUFFIXES

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Shape of every decoded clip: frames, height, width, channels."""
        return (self.frames, *self.fit.size, CHANNELS[self.color_mode])

    def checked(self, files: Sequence[BinaryIO]) -> Checked:
        """Decode files that nobody has looked at yet: every frame once, to prove them whole, and those kept."""
        values, total = self._decoded(files, to_the_end=True)
        return Checked(values, {"frames": total})

    def known(self, files: Sequence[BinaryIO]) -> np.ndarray:
        """Decode files whose very bytes were checked before; otherwise the same."""
        return self._decoded(files, to_the_end=False)[0]

    def _decoded(self, files: Sequence[BinaryIO], *, to_the_end: bool) -> tuple[np.ndarray, int]:
        begin = self._reader(files)
        with begin() as each:
            times = [frame.time for frame in each]
        if not times:
            raise Unreadable("has no frames")
        if to_the_end and self.folders:  # the times of files say nothing of what they hold
            with begin() as each:
                for frame in each:
                    frame.pixels()
        wanted = spread(len(times), self.frames) if self.rate is None else by_rate(times, self.rate, self.frames)
        return self._filled(self._chosen(begin, wanted)), len(times)

    def _reader(self, files: Sequence[BinaryIO]) -> Frames:
        if self.folders:
            return partial(pictures.frames, files, self.max_pixels)
        file = files[0]
        start = file.read(16)
        file.seek(0)
        if not start:
            raise Unreadable("is empty")
        if animated.claims(start):
            return partial(animated.frames, file.read(), self.max_pixels)
        return lambda: _from_start(file, self.max_pixels)

    def _chosen(self, begin: Frames, wanted: Sequence[int]) -> list[np.ndarray]:
        """The frames with these numbers, ascending, some perhaps more than once."""
        found: list[np.ndarray] = []
        with begin() as each:
            for number, frame in enumerate(each):
                if number == wanted[len(found)]:
                    picture = self.fit(to_colours(frame.pixels(), self.color_mode, self.fit.background))
                    found += [picture] * wanted.count(number)
                if len(found) == len(wanted):
                    return found
        raise Unreadable("gives fewer frames the second time than the first")

    def _filled(self, found: list[np.ndarray]) -> np.ndarray:
        missing = self.frames - len(found)
        if missing:
            more = {
                "last": [found[-1]] * missing,
                "start": [found[place % len(found)] for place in range(len(found), self.frames)],
                "black": [np.zeros_like(found[0])] * missing,
            }
            found = [*found, *more[self.short]]
        return np.stack(found)


def _from_start(file: BinaryIO, max_pixels: int):  # type: ignore[no-untyped-def]  # the context manager of `video.frames`
    file.seek(0)
    return video.frames(file, max_pixels)
