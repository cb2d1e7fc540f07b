"""Rotations."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from specbuild.checking.meaning.change import Change, Family, Subject, both_ways

_TURN = 360.0


def rotation(subject: Subject) -> Iterator[Change]:
    """The largest angle between before and after, at most a half turn; a factor is a share of a full one."""
    yield Change("orientation", widest([bound * _TURN for bound in both_ways(subject.arguments["factor"])]), "factor")


def widest(angles: list[float]) -> float:
    """The largest angle from upright that a range of degrees holds: 18 for 342 to 360, 180 for 144 to 216."""
    low, high = min(angles), max(angles)
    if low <= _TURN / 2 + _TURN * floor((high - _TURN / 2) / _TURN):  # a half turn lies within
        return _TURN / 2
    return max(abs(angle - _TURN * round(angle / _TURN)) for angle in (low, high))


FAMILY: Family = {"RandomRotation": rotation}
