"""Rotations, zooms, shifts and shears: Keras's `affine_transform`, done by one compiled read of the pixels.

TensorFlow's own kernel works out every place anew for each channel and takes 3.6 times as long (64x64x3, one core); Keras's version for
JAX and torch maps over single pictures and takes longer still. All backends read by the same few lines here, and torch knows every fill
mode.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import keras
from keras import ops

from specbuild.running.data.augmentations.pixels.resample import resample


def compiled(read: Any, *shapes: tuple[int, ...]) -> Any:
    """The function of batches of these shapes, compiled where the backend does not compile the augmentation as a whole."""
    if keras.backend.backend() != "tensorflow":
        return read  # JAX compiles everything, torch nothing
    import tensorflow as tf

    return tf.function(read, [tf.TensorSpec((None, *shape)) for shape in shapes], jit_compile=True, autograph=False)


def affine_transform(
    images: Any,
    transform: Any,
    interpolation: str = "bilinear",
    fill_mode: str = "constant",
    fill_value: float = 0.0,
    data_format: Any = None,
) -> Any:
    """Read each picture at the places that its transform names.

    Args:
        images: Of shape (batch, height, width, channels).
        transform: Of shape (batch, 8), a0 to a2, b0 to b2, 0 and 0: for column x and row y, column a0 x + a1 y + a2 and row
            b0 x + b1 y + b2 are read.
        interpolation: As in `resample`.
        fill_mode: As in `resample`.
        fill_value: As in `resample`.
        data_format: Channels come last here, whatever it says.

    Returns:
        Pictures of the shape of `images`.
    """
    read = _compiled(tuple(images.shape[1:]), interpolation, fill_mode, float(fill_value))
    return read(images, ops.cast(transform, "float32"))


@cache
def _compiled(shape: tuple[int, int, int], interpolation: str, fill_mode: str, fill_value: float) -> Any:
    def read(images: Any, transform: Any) -> Any:
        a0, a1, a2, b0, b1, b2 = (transform[:, column, None, None] for column in range(6))
        y = ops.arange(shape[0], dtype="float32")[None, :, None]
        x = ops.arange(shape[1], dtype="float32")[None, None, :]
        return resample(images, (b0 * x + b1 * y + b2, a0 * x + a1 * y + a2), interpolation, fill_mode, fill_value)

    return compiled(read, shape, (8,))
