"""Shear, perspective and elastic changes: straight lines, right angles or proportions do not stay."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, both_ways, largest, up_to

_REACH = 0.1  # of the longer side, for an elastic strength of 1: Keras's alpha


def shear(subject: Subject) -> Iterator[Change]:
    """Keras shears about the corner, so that the middle moves by half of the factor."""
    across, down = (largest(both_ways(subject.arguments[name])) for name in ("x_factor", "y_factor"))
    by = "x_factor" if across >= down else "y_factor"
    yield Change("shape", max(across, down), by)
    yield Change("position", max(across, down) / 2, by)


def perspective(subject: Subject) -> Iterator[Change]:
    """A corner moves by half of the scale. Keras holds one corner, so that the middle moves by a quarter."""
    if subject.happens("factor"):
        scale = abs(float(subject.arguments["scale"]))
        yield Change("shape", scale / 2, "scale")
        yield Change("position", scale / 4, "scale")
        yield Change("framing", 1 - 1 / (1 + scale / 2) ** 2, "scale")


def elastic(subject: Subject) -> Iterator[Change]:
    """Pixels move by a tenth of the strength, in standard deviations of a smooth field."""
    if subject.happens("factor"):
        yield Change("shape", _REACH * largest(up_to(subject.arguments["scale"])), "scale")


FAMILY: Family = {"RandomShear": shear, "RandomPerspective": perspective, "RandomElasticTransform": elastic}
