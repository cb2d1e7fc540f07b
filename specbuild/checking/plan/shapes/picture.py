"""Layers that give pictures another size."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.codes import CONTRADICTION
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, need_rank


def center_crop(arguments: Arguments, shape: Shape) -> Planned:
    """The middle of the picture; a smaller one is enlarged."""
    need_rank(shape, 3)
    return Planned((arguments["height"], arguments["width"], shape[-1]))


def resizing(arguments: Arguments, shape: Shape) -> Planned:
    """The picture stretched, cropped or padded to a size."""
    if arguments["crop_to_aspect_ratio"] and arguments["pad_to_aspect_ratio"]:
        message = "cannot both crop and pad to keep the aspect ratio"
        raise ShapeError(CONTRADICTION, "pad_to_aspect_ratio", message, "choose one")
    return center_crop(arguments, shape)


SHAPES: Mapping[str, Rule] = {"CenterCrop": center_crop, "Resizing": resizing}
