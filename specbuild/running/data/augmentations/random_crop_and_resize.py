"""RandomCropAndResize: cut out a part of a picture and enlarge it to the old size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.pixels.crop import cut_places
from specbuild.running.data.augmentations.pixels.resample import resample
from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import from_zero, within

KINDS = ("picture", "volume", "clip")
Cut = Annotated[float, Field(ge=0, le=0.95)]


class RandomCropAndResize:
    """Cut out a part of a picture, at a place of its own for every sample, and enlarge it to the size that the picture had.

    Height and width are cut by the same share, so that nothing is distorted; every frame of a clip and every slice of a volume alike.
    Unlike `RandomCrop`, it keeps the size.

    Args:
        factor: How much of height and width is cut away, as a share: a number f for "from 0 to f", or a pair of bounds. At 0 nothing
            changes.
        interpolation: "bilinear" reads between four pixels, "nearest" takes the nearest.
    """

    def __init__(self, factor: Cut | tuple[Cut, Cut], interpolation: Literal["bilinear", "nearest"] = "bilinear") -> None:
        self.factor = within("factor", from_zero(factor), 0, 0.95)
        self.interpolation = interpolation

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The share that is cut away, and where what stays lies."""
        return Draw(self.factor), Draw(Uniform(), (2,))

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Cut and enlarge each picture."""
        places = cut_places(images.shape[1:3], drawn[0], drawn[1])
        return resample(images, [ops.broadcast_to(place, _whole(images, 2)) for place in places], self.interpolation, "nearest", 0.0)


def _whole(images: Any, rank: int) -> tuple[Any, ...]:
    return (ops.shape(images)[0], *images.shape[1 : 1 + rank])
