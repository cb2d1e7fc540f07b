"""Whether a file of sound holds what its head says: libsndfile takes a file that was cut off for a shorter sound."""

from __future__ import annotations

import struct
from typing import BinaryIO

from specbuild.running.data.files.unreadable import Unreadable

ENDLESS = 0xFFFF_0000  # from here on, a size is what a program writes that does not know it yet
TAIL = 2**17  # bytes at the end in which the last page of an Ogg file begins
LAST_PAGE = 0x04


def check(file: BinaryIO) -> None:
    """Look at the head of a WAV or Ogg file, and at where it ends; leaves the file at its beginning.

    Raises:
        Unreadable: it is empty, or ends before the end that its head announces.
    """
    start = file.read(12)
    end = file.seek(0, 2)
    if not end:
        raise Unreadable("is empty")
    if start[:4] in (b"RIFF", b"RIFX") and start[8:12] == b"WAVE":
        _check_riff(file, end, ">" if start[:4] == b"RIFX" else "<")
    elif start[:4] == b"OggS":
        _check_ogg(file, end)
    file.seek(0)


def _check_riff(file: BinaryIO, end: int, order: str) -> None:
    place = 12
    while place + 8 <= end:
        file.seek(place)
        name, size = struct.unpack(f"{order}4sI", file.read(8))
        if name == b"fmt " and size >= 8 and not int.from_bytes(file.read(8)[4:], "big" if order == ">" else "little"):
            raise Unreadable("claims 0 samples a second, which no sound has")
        if name == b"data":
            there = end - place - 8
            if there < size < ENDLESS:
                raise Unreadable(f"is cut short: its head announces {size:,} bytes of sound, and {there:,} are there")
            return
        place += 8 + size + size % 2
    raise Unreadable("is cut short in its head: it holds no sound")


def _check_ogg(file: BinaryIO, end: int) -> None:
    file.seek(max(0, end - TAIL))
    tail = file.read()
    last = tail.rfind(b"OggS")
    if last < 0 or len(tail) < last + 27 or not tail[last + 5] & LAST_PAGE or _page(tail, last) > len(tail):
        raise Unreadable("is cut short: its last page is missing, or ends too early")


def _page(tail: bytes, start: int) -> int:
    """Where the page of an Ogg file ends: behind its head come as many lengths as byte 26 says, and then what they add up to."""
    lengths = tail[start + 27 : start + 27 + tail[start + 26]]
    return start + 27 + tail[start + 26] + sum(lengths)
