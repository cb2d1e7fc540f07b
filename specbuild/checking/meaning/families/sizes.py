"""Zooms."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, both_ways, inf

Bounds = tuple[float, float]


def zoom(subject: Subject) -> Iterator[Change]:
    """Keras multiplies coordinates, so that NEGATIVE factors zoom in: -0.2 shows 0.8 of the width, 1.25 times as large."""
    height = both_ways(subject.arguments["height_factor"])
    given = subject.arguments.get("width_factor")
    width = height if given is None else both_ways(given)
    yield Change("scale", max(factor(height), factor(width)), "height_factor")
    yield Change("framing", 1 - shown(height) * shown(width), "height_factor")
    if given is not None:  # drawn apart: one axis may be at one end while the other is at the other
        ratios = _over(1 + height[1], 1 + width[0]), _over(1 + width[1], 1 + height[0])
        yield Change("shape", max(0.0, *(ratio - 1 for ratio in ratios)), "width_factor")


def factor(bounds: Bounds) -> float:
    """How much larger or smaller, the way up: both 1.25 times and 1/1.25 are 0.25."""
    low, high = bounds
    return max(0.0, high, _over(1.0, 1 + low) - 1, _over(1.0, 1 + high) - 1 if high < 0 else 0.0)


def shown(bounds: Bounds) -> float:
    """The share of an axis that is left in sight."""
    return max(0.0, 1 + min(bounds[0], 0.0))


def _over(above: float, below: float) -> float:
    return above / below if below > 0 else inf


FAMILY: Family = {"RandomZoom": zoom}
