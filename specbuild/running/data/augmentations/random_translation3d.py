"""RandomTranslation3D: shift volumes along all three axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from keras import ops

from specbuild.running.data.augmentations.pixels.affine3d import affine_transform_3d
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import SignedRange, both_ways, within

KINDS = ("volume",)


class RandomTranslation3D:
    """Shift volumes.

    Args:
        depth_factor: How far along the slices, as a share of the depth: a number f for "from -f to f", or a pair of bounds. At 0 nothing
            is shifted.
        height_factor: How far down, as a share of the height.
        width_factor: How far to the right, as a share of the width.
        fill_mode: What comes in from outside of the volume: "reflect", "wrap", "constant", "nearest" or "mirror".
        interpolation: "bilinear" reads between eight voxels, "nearest" takes the nearest.
        fill_value: What lies outside under "constant".
    """

    def __init__(
        self,
        depth_factor: SignedRange,
        height_factor: SignedRange,
        width_factor: SignedRange,
        fill_mode: Literal["reflect", "wrap", "constant", "nearest", "mirror"] = "reflect",
        interpolation: Literal["bilinear", "nearest"] = "bilinear",
        fill_value: float = 0.0,
    ) -> None:
        named = {"depth_factor": depth_factor, "height_factor": height_factor, "width_factor": width_factor}
        self.shifts = tuple(within(name, both_ways(factor), -1, 1) for name, factor in named.items())
        self.filling = interpolation, fill_mode, fill_value

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A share of the size along each axis."""
        return tuple(Draw(shift) for shift in self.shifts)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Shift each volume."""
        move = ops.stack([-share * size for share, size in zip(drawn, images.shape[1:4], strict=True)], axis=-1)
        matrix = ops.eye(3)[None, :, :] + ops.zeros_like(move)[:, :, None]
        return affine_transform_3d(images, matrix, move, *self.filling)
