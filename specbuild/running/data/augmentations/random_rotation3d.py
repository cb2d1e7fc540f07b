"""RandomRotation3D: turn volumes about all three axes."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi
from typing import Any, Literal

from keras import ops

from specbuild.running.data.augmentations.pixels.affine3d import affine_transform_3d
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import SignedRange, both_ways, within

KINDS = ("volume",)
FillMode = Literal["reflect", "wrap", "constant", "nearest", "mirror"]


class RandomRotation3D:
    """Turn volumes about their centre, with one read of the voxels for all three axes.

    Angles are shares of a full turn, as in `RandomRotation`: above 0, counter-clockwise in the plane of a slice. Voxels count as cubes.

    Args:
        depth_factor: Turn within the plane of a slice: a number f for "from -f to f", or a pair of bounds. At 0 nothing is turned.
        height_factor: Turn about the vertical axis: depth and width change.
        width_factor: Turn about the horizontal axis: depth and height change.
        fill_mode: What lies outside of the volume: "reflect", "wrap", "constant", "nearest" or "mirror".
        interpolation: "bilinear" reads between eight voxels, "nearest" takes the nearest.
        fill_value: What lies outside under "constant".
    """

    def __init__(
        self,
        depth_factor: SignedRange,
        height_factor: SignedRange,
        width_factor: SignedRange,
        fill_mode: FillMode = "reflect",
        interpolation: Literal["bilinear", "nearest"] = "bilinear",
        fill_value: float = 0.0,
    ) -> None:
        named = {"depth_factor": depth_factor, "height_factor": height_factor, "width_factor": width_factor}
        self.turns = tuple(within(name, both_ways(factor), -1, 1) for name, factor in named.items())
        self.filling = interpolation, fill_mode, fill_value

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A share of a turn about each axis."""
        return tuple(Draw(turn) for turn in self.turns)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Turn each volume."""
        matrix = ops.eye(3)[None, :, :]
        for axis, share in enumerate(drawn):
            matrix = ops.matmul(matrix, _turn(axis, share * (2 * pi)))
        return affine_transform_3d(images, matrix, ops.zeros_like(matrix[:, :, 0]), *self.filling)


def _turn(axis: int, angle: Any) -> Any:
    """Matrices of shape (batch, 3, 3) for a turn about one axis, from the first of the other two towards the second, as `rot90` turns."""
    one, other = (number for number in range(3) if number != axis)
    sine, cosine, nought = ops.sin(angle), ops.cos(angle), ops.zeros_like(angle)
    rows = [[nought] * 3 for _ in range(3)]
    rows[axis][axis] = nought + 1.0
    rows[one][one] = rows[other][other] = cosine
    rows[one][other], rows[other][one] = sine, -sine  # the sample turns the other way round than the places where it is read
    return ops.stack([ops.stack(row, axis=-1) for row in rows], axis=-2)
