"""How large a volume may be, asked before a number of it is read: a few kilobytes can claim terabytes."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from specbuild.running.data.files.unreadable import Unreadable


def check_size(shape: Sequence[int], most: int) -> None:
    """Raise unless a claimed shape is one that can be read.

    Raises:
        Unreadable: a side is not positive, or there are more than `most` numbers.
    """
    written = " x ".join(map(str, shape))
    if any(side < 1 for side in shape):
        raise Unreadable(f"has no numbers: its shape is {written}")
    if prod(shape) > most:
        raise Unreadable(f"claims {written} numbers, more than `max_voxels` = {most:,} allows")


def with_channels(rank: int, what: str) -> None:
    """Raise unless an array has three axes, or four of which the last are channels."""
    if rank not in (3, 4):
        raise Unreadable(f"{what} {rank} axes; a volume has three, and channels or times as a fourth")
