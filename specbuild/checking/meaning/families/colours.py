"""Colours: hue and saturation, which pictures of three channels have."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, both_ways, inf, largest, up_to
from specbuild.checking.meaning.families.levels import brightness, contrast

_LOST = 0.5  # a picture without colours has lost its hues, too


def hue(subject: Subject) -> Iterator[Change]:
    """Keras turns hues by half of the factor."""
    yield from subject.in_colour([Change("hue", min(largest(up_to(subject.arguments["factor"])) / 2, _LOST), "factor")])


def saturation(subject: Subject) -> Iterator[Change]:
    """Saturation is multiplied by f / (1 - f): 0.5 is neutral, 0 is grey. A number reaches grey, on the way from -f to f."""
    low, high = both_ways(subject.arguments["factor"])
    yield from subject.in_colour(_saturated(max(abs(_multiplier(bound) - 1) for bound in (low, high)), grey=low <= 0))


def degeneration(subject: Subject) -> Iterator[Change]:
    """So much of each pixel is its grey value."""
    share = largest(both_ways(subject.arguments["factor"]))
    yield from subject.in_colour(_saturated(share, grey=share >= 1))


def grayscale(subject: Subject) -> Iterator[Change]:
    """All colour goes, where its coin ever falls so."""
    if subject.happens("factor"):
        yield from subject.in_colour(_saturated(1.0, grey=True))


def jitter(subject: Subject) -> Iterator[Change]:
    """Brightness, contrast, saturation and hue, one after the other."""
    parts = {"brightness_factor": brightness, "contrast_factor": contrast, "saturation_factor": saturation, "hue_factor": hue}
    for name, part in parts.items():
        if subject.arguments.get(name) is not None:
            yield from (change._replace(by=name) for change in part(subject.of(factor=subject.arguments[name])))


def _saturated(amount: float, *, grey: bool) -> Iterator[Change]:
    yield Change("saturation", amount, "factor")
    if grey:
        yield Change("hue", _LOST, "factor")


def _multiplier(value: float) -> float:
    return max(0.0, value / (1 - value)) if value < 1 else inf


FAMILY: Family = {
    "RandomHue": hue,
    "RandomSaturation": saturation,
    "RandomColorDegeneration": degeneration,
    "RandomGrayscale": grayscale,
    "RandomColorJitter": jitter,
}
