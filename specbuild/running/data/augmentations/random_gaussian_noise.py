"""RandomGaussianNoise: add noise to every pixel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.draws import Draw, Layout, Normal
from specbuild.running.data.factors import ShareRange, from_zero, within
from specbuild.running.data.pipeline.tables import per_sample

KINDS = ("picture", "volume", "clip")


class RandomGaussianNoise:
    """Add normally distributed noise to every value of a picture, volume or clip, and clip the result to the value range.

    The strength is one for the whole sample, the noise another for every pixel, channel, slice and frame.

    Args:
        factor: Standard deviation, as a share of the value range: a number f for "from 0 to f", or a pair of bounds, all from 0 to 1. At 0
            nothing changes.
        value_range: The least and the greatest value that a pixel can have.
    """

    def __init__(self, factor: ShareRange, value_range: tuple[float, float] = (0, 255)) -> None:
        self.factor = within("factor", from_zero(factor), 0, 1)
        self.low, self.high = (float(bound) for bound in sorted(value_range))

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The strength, and noise for every value."""
        return Draw(self.factor), Draw(Normal(), shape)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Add the noise."""
        strength = per_sample(drawn[0], len(images.shape) - 1) * (self.high - self.low)
        return ops.clip(images + strength * drawn[1], self.low, self.high)
