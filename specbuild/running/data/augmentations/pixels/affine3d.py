"""Rotations, zooms and shifts of volumes, done by one compiled read of the voxels."""

from __future__ import annotations

from functools import cache
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.pixels.affine import compiled
from specbuild.running.data.augmentations.pixels.resample import resample


def affine_transform_3d(volumes: Any, matrix: Any, move: Any, interpolation: str, fill_mode: str, fill_value: float) -> Any:
    """Read each volume at other places.

    Args:
        volumes: Of shape (batch, depth, height, width, channels).
        matrix: Of shape (batch, 3, 3): the voxel at place p from the centre, (depth, height, width), is read at `matrix @ p`.
        move: Added to that place, in voxels, of shape (batch, 3).
        interpolation: As in `resample`.
        fill_mode: As in `resample`.
        fill_value: As in `resample`.

    Returns:
        Volumes of the same shape.
    """
    read = _compiled(tuple(volumes.shape[1:]), interpolation, fill_mode, float(fill_value))
    return read(volumes, matrix, move)


@cache
def _compiled(shape: tuple[int, int, int, int], interpolation: str, fill_mode: str, fill_value: float) -> Any:
    def read(volumes: Any, matrix: Any, move: Any) -> Any:
        centre = [(size - 1) / 2 for size in shape[:3]]
        spots = [
            ops.reshape(ops.arange(size, dtype="float32") - middle, (1, *(size if other == axis else 1 for other in range(3))))
            for axis, (size, middle) in enumerate(zip(shape[:3], centre, strict=True))
        ]

        def place(axis: int) -> Any:
            turned = sum(matrix[:, axis, other, None, None, None] * spots[other] for other in range(3))
            return turned + move[:, axis, None, None, None] + centre[axis]

        return resample(volumes, [place(axis) for axis in range(3)], interpolation, fill_mode, fill_value)

    return compiled(read, shape, (3, 3), (3,))


def diagonal(factors: Any) -> Any:
    """Matrices of shape (batch, 3, 3) that stretch each axis by a factor, from factors of shape (batch, 3)."""
    return factors[:, :, None] * ops.eye(3)[None, :, :]
