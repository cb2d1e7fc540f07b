"""Losses: parts of a sample that are hidden, left out or made unknown.

Where a coin is tossed for every part (word, frame, channel, column), the amount is the share that is lost on average.
"""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, up_to


def stretch_of(subject: Subject) -> Iterator[Change]:
    """The longest stretch of time, or the widest band of frequencies."""
    yield Change("framing", up_to(subject.arguments["factor"])[1], "factor")


def frames(subject: Subject) -> Iterator[Change]:
    """The share of the frames that is not seen."""
    yield Change("framing", float(subject.arguments["factor"]), "factor")


def channels(subject: Subject) -> Iterator[Change]:
    """The share of the channels that is lost."""
    yield Change("channels", float(subject.arguments["factor"]), "factor")


def columns(subject: Subject) -> Iterator[Change]:
    """A number that becomes the mean is off by one standard deviation, as the root of the mean square."""
    yield Change("values", 1.0 if subject.arguments["factor"] > 0 else 0.0, "factor")


def numbers(subject: Subject) -> Iterator[Change]:
    """The standard deviation of the noise, as a share of that of the column."""
    yield Change("values", up_to(subject.arguments["factor"])[1], "factor")


FAMILY: Family = {
    "RandomTimeMask": stretch_of,
    "RandomFrequencyMask": stretch_of,
    "RandomFrameDropout": frames,
    "RandomChannelDropout": channels,
    "RandomFeatureDropout": columns,
    "RandomFeatureNoise": numbers,
}
