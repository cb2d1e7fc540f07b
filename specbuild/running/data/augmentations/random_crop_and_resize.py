"""RandomCropAndResize: cut out a part of a picture and enlarge it to the old size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.pixels.affine import affine_transform
from specbuild.running.data.augmentations.pixels.crop import cut_centre
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
        share, place = drawn
        stays, nought = 1.0 - share, ops.zeros_like(share)
        sizes = images.shape[1:3]
        # From places about the middle to places from the corner: what stays begins where its middle and its size say.
        move = cut_centre(sizes, share, place)
        down, across = (move[:, axis] + (size - 1) / 2 * share for axis, size in enumerate(sizes))
        transform = ops.stack([stays, nought, across, nought, stays, down, nought, nought], axis=-1)
        return affine_transform(images, transform, self.interpolation, "nearest")
