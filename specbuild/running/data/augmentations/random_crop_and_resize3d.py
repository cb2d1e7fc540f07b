"""RandomCropAndResize3D: cut out a part of a volume and enlarge it to the old size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from specbuild.running.data.augmentations.pixels.affine3d import affine_transform_3d, diagonal
from specbuild.running.data.augmentations.pixels.crop import cut_centre
from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import from_zero, within

KINDS = ("volume",)
Cut = Annotated[float, Field(ge=0, le=0.95)]


class RandomCropAndResize3D:
    """Cut out a part of a volume, at a place of its own for every sample, and enlarge it to the size that the volume had.

    Depth, height and width are cut by the same share, so that nothing is distorted.

    Args:
        factor: How much of every side is cut away, as a share: a number f for "from 0 to f", or a pair of bounds. At 0 nothing changes.
        interpolation: "bilinear" reads between eight voxels, "nearest" takes the nearest.
    """

    def __init__(self, factor: Cut | tuple[Cut, Cut], interpolation: Literal["bilinear", "nearest"] = "bilinear") -> None:
        self.factor = within("factor", from_zero(factor), 0, 0.95)
        self.interpolation = interpolation

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The share that is cut away, and where what stays lies."""
        return Draw(self.factor), Draw(Uniform(), (3,))

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Cut and enlarge each volume."""
        share, place = drawn
        stays = diagonal((1.0 - share)[:, None] + 0.0 * place)
        return affine_transform_3d(images, stays, cut_centre(images.shape[1:4], share, place), self.interpolation, "nearest", 0.0)
