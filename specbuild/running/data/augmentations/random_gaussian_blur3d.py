"""RandomGaussianBlur3D: blur volumes along all three axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import numpy as np
from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.pixels.blur import blur_along
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import PositiveRange, from_zero, within

KINDS = ("volume",)
Size = Annotated[int, Field(ge=1, le=63)]


class RandomGaussianBlur3D:
    """Blur volumes by a Gaussian of one width along depth, height and width.

    Unlike `RandomGaussianBlur`, the border is not darkened: what lies outside is taken for the voxel at the border.

    Args:
        kernel_size: Voxels that the kernel spans along each axis: an odd number, or three.
        sigma: Standard deviation in voxels: a number f for "from 0 to f", or a pair of bounds. At 0 nothing is blurred.
    """

    def __init__(self, kernel_size: Size | tuple[Size, Size, Size] = 3, sigma: PositiveRange = 1.0) -> None:
        sizes = (kernel_size,) * 3 if isinstance(kernel_size, int) else tuple(kernel_size)
        if any(size % 2 == 0 for size in sizes):
            raise ValueError(f"`kernel_size` has to be odd, and is {kernel_size}")
        self.half = tuple(size // 2 for size in sizes)
        self.sigma = within("sigma", from_zero(sigma), 0, float("inf"))

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The standard deviation."""
        return (Draw(self.sigma),)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Blur each volume."""
        sigma = drawn[0] + 1e-6  # 0 would divide by 0
        for axis, half in enumerate(self.half, start=1):
            size = images.shape[axis]
            # Keras pads by the edge on some backends only.
            wider = ops.take(images, np.clip(np.arange(-half, size + half), 0, size - 1), axis=axis)
            blurred = blur_along(axis, wider, sigma, ops.full_like(sigma, half), half)
            images = blurred[(*(slice(None),) * axis, slice(half, half + size))]
        return images
