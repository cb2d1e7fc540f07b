"""Video files by FFmpeg (PyAV), frame by frame: from memory or one open file, and only forms that lead to no other file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import numpy as np

from specbuild.running.data.clips.readers.frame import Frame
from specbuild.running.data.files.unreadable import Unreadable

# Left out are forms that are lists of other files (HLS, DASH, concat, playlists) and scripts, which could read what lies elsewhere.
FORMS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,flv,ogg,asf,nut,ivf,h264,hevc,dv,y4m,yuv4mpegpipe"
LEAST = 0.9  # share of the announced frames, or time, that has to be there


@contextmanager
def frames(file: BinaryIO, max_pixels: int) -> Iterator[Iterator[Frame]]:
    """The frames of the first moving picture of a file.

    Raises:
        Unreadable: it is no video, is damaged, ends too early, or is too large.
    """
    import av

    av.logging.set_level(av.logging.PANIC)  # what is wrong is told here
    try:
        with av.open(file, options={"format_whitelist": FORMS}) as container:
            if not container.streams.video:
                raise Unreadable("holds no moving picture")
            yield _each(container, max_pixels)
    except (av.error.FFmpegError, ValueError) as error:
        raise Unreadable(f"is no video that can be read, or is damaged ({getattr(error, 'strerror', None) or error})") from error


def _each(container: Any, max_pixels: int) -> Iterator[Frame]:
    import av

    stream = container.streams.video[0]
    stream.thread_type = "NONE"  # several clips are read side by side already
    _check(stream.codec_context.width, stream.codec_context.height, max_pixels)
    count, last = 0, 0.0
    try:
        for frame in container.decode(stream):
            _check(frame.width, frame.height, max_pixels)
            last = float(frame.time) if frame.time is not None else count / float(stream.average_rate or 25)
            yield Frame(last, lambda frame=frame: _upright(frame))  # type: ignore[misc]  # bound now
            count += 1
    except (av.error.FFmpegError, ValueError) as error:
        raise Unreadable(f"is cut short or damaged ({getattr(error, 'strerror', None) or error})") from error
    _check_end(container, stream, count, last)


def _upright(frame: Any) -> np.ndarray:
    """The pixels as a player shows them: a telephone that is held upright films on its side, and notes by how many degrees to turn."""
    pixels = np.asarray(frame.to_ndarray(format="rgb24"))
    quarters, rest = divmod(int(frame.rotation), 90)  # counter-clockwise, as `rot90` turns
    return pixels if rest else np.rot90(pixels, quarters)


def _check_end(container: Any, stream: Any, count: int, last: float) -> None:
    """Raise where a clip ends well before the end that its head announces; the last frame may be seen for a while."""
    if count < int(LEAST * (stream.frames or 0)):
        raise Unreadable(f"is cut short: it announces {stream.frames:,} frames, and {count:,} are there")
    announced = container.duration / 1e6 if container.duration else 0.0
    begun = max(0.0, (container.start_time or 0) / 1e6)
    if count > 1 and last - begun < LEAST * announced - 2 * (last - begun) / count:
        raise Unreadable(f"is cut short: it announces {announced:.1f} seconds, and {last - begun:.1f} are there")


def _check(width: int, height: int, most: int) -> None:
    if width * height > most:
        raise Unreadable(f"has frames of {width} x {height} pixels, more than `max_pixels` = {most} allows")
