"""RandomElasticTransform with a strength and a field of its own for every sample.

Keras draws one strength for the whole batch, moves pixels by the same field down and across (on TensorFlow), and does not repeat on torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.pixels.blur import gaussian_blur
from specbuild.running.data.augmentations.pixels.resample import resample
from specbuild.running.data.draws import Draw, Layout, Normal, Uniform

# Of the longer side and of the shorter one, for a strength of 1: as in Keras.
REACH, SMOOTHNESS = 0.1, 0.05


class Elastic:
    """Bend pictures as a `keras.layers.RandomElasticTransform` whose coin always falls so."""

    def __init__(self, layer: Any) -> None:
        self.scale = Uniform(*layer.scale)
        self.interpolation: str = layer.interpolation
        self.fill_mode: str = layer.fill_mode
        self.fill_value: float = layer.fill_value

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A strength, and for every pixel a step down and a step across."""
        return Draw(self.scale), Draw(Normal(), (shape[0], shape[1], 2))

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Bend each picture by its field."""
        strength, noise = drawn
        height, width = images.shape[1:3]
        sigma = SMOOTHNESS * min(height, width) * strength
        # The kernel ends at three standard deviations; 0 gives single pixels their own way, which is what Keras does there too.
        half = ops.floor(3.0 * sigma)
        longest = int(3.0 * SMOOTHNESS * min(height, width) * max(self.scale.high, self.scale.low))
        smooth = gaussian_blur(noise * sigma[:, None, None, None], sigma + 1e-6, sigma + 1e-6, half, half, (longest, longest))
        moved = smooth * (REACH * max(height, width) * strength)[:, None, None, None]
        y = ops.arange(height, dtype="float32")[None, :, None] + moved[..., 0]
        x = ops.arange(width, dtype="float32")[None, None, :] + moved[..., 1]
        return resample(images, (y, x), self.interpolation, self.fill_mode, self.fill_value)
