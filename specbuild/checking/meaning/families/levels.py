"""Levels: brightness, contrast, negatives and equalization."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, both_ways, inf, largest, up_to

_OPPOSITE = 0.5  # of the colour circle: as far as a hue can move


def brightness(subject: Subject) -> Iterator[Change]:
    """The factor is added, as a share of the value range."""
    yield Change("brightness", largest(both_ways(subject.arguments["factor"])), "factor")


def contrast(subject: Subject) -> Iterator[Change]:
    """Distances from the mean are multiplied by 1 less the factor to 1 and the factor."""
    yield Change("contrast", largest(up_to(subject.arguments["factor"])), "factor")


def channel_shift(subject: Subject) -> Iterator[Change]:
    """A number of its own for each channel: the level moves, and where there are several channels their colour too."""
    shift = largest(both_ways(subject.arguments["factor"]))
    yield Change("brightness", shift, "factor")
    yield from subject.in_colour((Change("hue", min(shift, _OPPOSITE), "factor"), Change("saturation", shift, "factor")))


def negative(subject: Subject) -> Iterator[Change]:
    """Bright becomes dark, contrast is -1 times what it was, each colour the opposite one."""
    yield from (Change("brightness", 1.0), Change("contrast", 2.0))
    yield from subject.in_colour([Change("hue", _OPPOSITE)])


def invert(subject: Subject) -> Iterator[Change]:
    """A negative, where its coin ever falls so."""
    if subject.happens("factor"):
        yield from negative(subject)


def stretch(subject: Subject) -> Iterator[Change]:
    """What is done depends on the picture and knows no bound; each channel is stretched by itself."""
    yield from (Change("brightness", inf), Change("contrast", inf))
    yield from subject.in_colour((Change("hue", inf), Change("saturation", inf)))


FAMILY: Family = {
    "RandomBrightness": brightness,
    "RandomContrast": contrast,
    "RandomChannelShift": channel_shift,
    "RandomInvert": invert,
    "Solarization": negative,  # whatever its arguments: thresholds are drawn from (almost) 0 up, even for [1, 1]
    "Equalization": stretch,
    "AutoContrast": stretch,
}
