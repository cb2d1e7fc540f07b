"""RandomGaussianBlur with a strength of its own for every sample: Keras draws one for the whole batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.pixels.blur import gaussian_blur
from specbuild.running.data.draws import Draw, Layout, Uniform


class Blur:
    """Blur pictures as a `keras.layers.RandomGaussianBlur` whose coin always falls so."""

    def __init__(self, layer: Any) -> None:
        self.sigma = Uniform(*layer.sigma)
        self.half = tuple(int(size) // 2 for size in layer.kernel_size)

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The strengths along the width and along the height."""
        return (Draw(self.sigma, (2,)),)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Blur each picture by its strengths."""
        sigma = drawn[0] + 1e-6  # as Keras does: a strength of 0 divides by 0
        half_y, half_x = (ops.full_like(sigma[:, 0], half) for half in self.half)
        return gaussian_blur(images, sigma[:, 1], sigma[:, 0], half_y, half_x, (self.half[0], self.half[1]))
