"""Flips: left and right, or up and down, exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject

# Keras tosses one coin for both axes of `horizontal_and_vertical`: nothing is ever mirrored, half of the samples are turned.
_MODES = {
    "horizontal": Change("mirror_horizontal", 1.0, "mode"),
    "vertical": Change("mirror_vertical", 1.0, "mode"),
    "horizontal_and_vertical": Change("orientation", 180.0, "mode"),
}


def flip(subject: Subject) -> Iterator[Change]:
    """One mirror, or both at once, which is a half turn."""
    yield _MODES[subject.arguments["mode"]]


FAMILY: Family = {"RandomFlip": flip}
