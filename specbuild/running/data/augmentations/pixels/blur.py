"""Gaussian blur with a strength of its own for every sample."""

from __future__ import annotations

from typing import Any

from keras import ops


def gaussian_blur(images: Any, sigma_y: Any, sigma_x: Any, half_y: Any, half_x: Any, longest: tuple[int, int]) -> Any:
    """Blur each picture, down and then across; beyond the border there is 0, as in Keras.

    Args:
        images: Of shape (batch, height, width, channels).
        sigma_y: Standard deviations in pixels, of shape (batch,), above 0.
        sigma_x: The same along the width.
        half_y: How many pixels the kernel reaches to either side, of shape (batch,), whole numbers.
        half_x: The same along the width.
        longest: The greatest that `half_y` and `half_x` can be.

    Returns:
        The blurred pictures, of the same shape.
    """
    images = blur_along(1, images, sigma_y, half_y, longest[0])
    return blur_along(2, images, sigma_x, half_x, longest[1])


def blur_along(axis: int, images: Any, sigma: Any, half: Any, longest: int) -> Any:
    """Blur along one axis of samples of any rank; the other arguments are as in `gaussian_blur`."""
    if longest == 0:
        return images
    steps = ops.arange(-longest, longest + 1, dtype="float32")[None, :]
    weights = ops.exp(-0.5 * ops.square(steps / sigma[:, None]))
    weights = ops.where(ops.abs(steps) <= half[:, None], weights, 0.0)
    weights = weights / ops.sum(weights, axis=1, keepdims=True)
    rank, size = len(images.shape), images.shape[axis]
    padded = ops.pad(images, [(longest, longest) if number == axis else (0, 0) for number in range(rank)])
    before = (slice(None),) * axis
    # A sum of shifted pictures: convolution has no kernel for every sample that all backends do fast.
    shifted = [padded[(*before, slice(step, step + size))] for step in range(2 * longest + 1)]
    return sum(picture * ops.reshape(weights[:, step], (-1, *([1] * (rank - 1)))) for step, picture in enumerate(shifted))
