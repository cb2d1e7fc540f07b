"""The shape of one sample, as far as the loader's arguments tell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.plan.plan import Shape
from specbuild.checking.plan.size import Size, unknown

CHANNELS = {"grayscale": 1, "rgb": 3, "rgba": 4}
BUNDLED: Mapping[str, Shape] = {"digits": (8, 8, 1), "iris": (4,), "wine": (13,), "breast_cancer": (30,), "diabetes": (10,)}


def input_shape(loader: Entry) -> Shape | None:
    """The shape of a sample, with names for the sizes that only the data know.

    Returns:
        The shape; None for a loader whose samples have no shape that its arguments tell.
    """
    rule = RULES.get(loader.type)
    return rule(loader) if rule else None


def _picture(loader: Entry) -> Shape:
    size = loader.arguments["size"]
    height, width = (unknown("height"), unknown("width")) if size is None else size
    return (height, width, _channels(loader))


def _channels(loader: Entry) -> Size:
    mode = loader.arguments["color_mode"]
    return CHANNELS[mode] if mode in CHANNELS else unknown("channels")


def _bundled(loader: Entry) -> Shape | None:
    return BUNDLED.get(loader.arguments["name"])


RULES: Mapping[str, Callable[[Entry], Shape | None]] = {"image_folder": _picture, "bundled": _bundled}
