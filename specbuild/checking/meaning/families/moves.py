"""Moves: translations and crops, which take a part of the picture out of sight."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, both_ways, largest


def translation(subject: Subject) -> Iterator[Change]:
    """How far along the axis that moves most, and the share that leaves; what is wrapped around does not leave."""
    arguments = subject.arguments
    down, across = (largest(both_ways(arguments[name])) for name in ("height_factor", "width_factor"))
    yield Change("position", max(down, across), "height_factor" if down >= across else "width_factor")
    if arguments.get("fill_mode") != "wrap":
        yield Change("framing", 1 - (1 - min(down, 1.0)) * (1 - min(across, 1.0)), "height_factor" if down >= across else "width_factor")


def crop(subject: Subject) -> Iterator[Change]:
    """Half of the way that the window can move, and the share outside it."""
    wanted = subject.arguments["height"], subject.arguments["width"]
    there = subject.shape[-3:-1]  # of every frame or slice, where there are several
    if len(there) < 2 or None in there:
        yield from (Change(aspect, None, "height") for aspect in ("position", "framing", "scale"))
        return
    height, width = (int(size or 0) for size in there)
    if wanted[0] > height or wanted[1] > width:
        yield from _enlarged((height, width), wanted)
        return
    yield Change("position", max((height - wanted[0]) / (2 * height), (width - wanted[1]) / (2 * width)), "height")
    yield Change("framing", 1 - wanted[0] * wanted[1] / (height * width), "height")


def _enlarged(there: tuple[int, int], wanted: tuple[int, int]) -> Iterator[Change]:
    """Where the window is larger than the picture, Keras cuts the middle out in the window's proportions, and resizes it."""
    cut = min(there[0], there[1] * wanted[0] / wanted[1]), min(there[1], there[0] * wanted[1] / wanted[0])
    yield Change("framing", 1 - cut[0] * cut[1] / (there[0] * there[1]), "height")
    yield Change("scale", max(wanted[0] / cut[0], cut[0] / wanted[0]) - 1, "height")


FAMILY: Family = {"RandomTranslation": translation, "RandomCrop": crop}
