"""Time: direction, place and course of series, clips and audio."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from specbuild.checking.meaning.change import Change, Family, Subject, both_ways, largest, up_to
from specbuild.checking.meaning.families.sizes import factor


def reversal(_: Subject) -> Iterator[Change]:
    """Forwards becomes backwards."""
    yield Change("time_direction", 1.0)


def shift(subject: Subject) -> Iterator[Change]:
    """How far, and the share that leaves; what is wrapped around does not leave, but comes before what it came after."""
    far = largest(both_ways(subject.arguments["factor"]))
    yield Change("time_position", far, "factor")
    if subject.arguments.get("fill_mode") == "wrap":
        yield Change("time_order", min(far, 0.5), "fill_mode")
    else:
        yield Change("framing", far, "factor")


def crop(subject: Subject) -> Iterator[Change]:
    """What is left is slower, and its middle stands where the middle of the whole was."""
    share = up_to(subject.arguments["factor"])[1]
    yield Change("tempo", 1 / (1 - share) - 1, "factor")
    yield Change("framing", share, "factor")
    yield Change("time_position", share / (2 * (1 - share)), "factor")


def warp(subject: Subject) -> Iterator[Change]:
    """A part runs at one end of the range, the others at the other; a step strays furthest where that begins at the worst place."""
    low, high = both_ways(subject.arguments["factor"])
    ratio = (1 + high) / (1 + low)
    yield Change("tempo", ratio - 1, "factor")
    yield Change("time_position", (sqrt(ratio) - 1) / (sqrt(ratio) + 1), "factor")


def stretch(subject: Subject) -> Iterator[Change]:
    """The speed; of a slower sound the end is lost, and what is heard last strays furthest."""
    low, high = both_ways(subject.arguments["factor"])
    slower, faster = max(0.0, -low), max(0.0, high)
    yield Change("tempo", factor((low, high)), "factor")
    yield Change("framing", slower, "factor")
    yield Change("time_position", max(slower, 1 - 1 / (1 + faster)), "factor")


FAMILY: Family = {
    "RandomReversal": reversal,
    "RandomTimeShift": shift,
    "RandomTimeCrop": crop,
    "RandomTimeWarp": warp,
    "RandomTimeStretch": stretch,
}
