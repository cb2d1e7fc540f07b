"""Volumes: mirrors, turns, shifts and zooms in three directions, and crops that keep the size."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from specbuild.checking.meaning.change import Change, Family, Subject, both_ways, largest, up_to
from specbuild.checking.meaning.families.sizes import factor, shown
from specbuild.checking.meaning.families.turns import widest

_AXES = ("depth_factor", "height_factor", "width_factor")


def flip(subject: Subject) -> Iterator[Change]:
    """One mirror."""
    yield Change(f"mirror_{subject.arguments['mode']}", 1.0, "mode")


def quarter_turn(subject: Subject) -> Iterator[Change]:
    """The largest of the turns: three quarters one way are one quarter the other way."""
    turns = subject.arguments["turns"]
    yield Change("orientation", 180.0 if 2 in (turns if isinstance(turns, list | tuple) else [turns]) else 90.0, "turns")


def rotation(subject: Subject) -> Iterator[Change]:
    """Turns about several axes add up at most, and two directions are never further apart than a half turn."""
    angles = {name: widest([360 * bound for bound in both_ways(subject.arguments[name])]) for name in _AXES}
    yield Change("orientation", min(180.0, sum(angles.values())), max(angles, key=angles.__getitem__))


def translation(subject: Subject) -> Iterator[Change]:
    """How far along the axis that moves most, and the share that leaves; what is wrapped around does not leave."""
    shifts = {name: largest(both_ways(subject.arguments[name])) for name in _AXES}
    most = max(shifts, key=shifts.__getitem__)
    yield Change("position", shifts[most], most)
    if subject.arguments.get("fill_mode") != "wrap":
        yield Change("framing", 1 - prod(1 - min(1.0, shift) for shift in shifts.values()), most)


def zoom(subject: Subject) -> Iterator[Change]:
    """As in a picture: factors below 0 zoom in. Axes with a range of their own are stretched against each other."""
    given = [both_ways(subject.arguments[name]) for name in _AXES if subject.arguments.get(name) is not None]
    axes = given + [given[0]] * (3 - len(given))  # the others are zoomed as the depth is
    yield Change("scale", max(factor(bounds) for bounds in axes), "depth_factor")
    yield Change("framing", 1 - prod(shown(bounds) for bounds in axes), "depth_factor")
    ratios = [(1 + one[1]) / (1 + other[0]) - 1 for one in given for other in given if one is not other]
    yield Change("shape", max([0.0, *ratios]), "height_factor" if subject.arguments.get("height_factor") is not None else "width_factor")


def cut(axes: int, subject: Subject) -> Iterator[Change]:
    """What is left is shown larger, and its middle stands where the middle of the whole was."""
    share = up_to(subject.arguments["factor"])[1]
    yield Change("scale", 1 / (1 - share) - 1, "factor")
    yield Change("framing", 1 - (1 - share) ** axes, "factor")
    yield Change("position", share / (2 * (1 - share)), "factor")


def blur(subject: Subject) -> Iterator[Change]:
    """The largest sigma in voxels, at most 1; a kernel of one voxel does nothing."""
    kernel = subject.arguments["kernel_size"]
    if max(kernel if isinstance(kernel, list | tuple) else [kernel]) > 1:
        yield Change("detail", min(1.0, largest(up_to(subject.arguments["sigma"]))), "sigma")


def noise(subject: Subject) -> Iterator[Change]:
    """The standard deviation, as a share of the value range."""
    yield Change("detail", up_to(subject.arguments["factor"])[1], "factor")


FAMILY: Family = {
    "RandomFlip3D": flip,
    "RandomQuarterTurn": quarter_turn,
    "RandomQuarterTurn3D": quarter_turn,
    "RandomRotation3D": rotation,
    "RandomTranslation3D": translation,
    "RandomZoom3D": zoom,
    "RandomCropAndResize": lambda subject: cut(2, subject),
    "RandomCropAndResize3D": lambda subject: cut(3, subject),
    "RandomGaussianBlur3D": blur,
    "RandomGaussianNoise": noise,
}
