"""RandomChannelShift: add a number of its own to each channel of a picture, as ImageDataGenerator's `channel_shift_range` did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import SignedRange, both_ways, within

KINDS = ("picture", "volume", "clip")


class RandomChannelShift:
    """Shift each channel of a picture up or down by a number of its own.

    Each channel of each picture gets one number for all of its pixels, and the result is clipped to the value range. On grayscale pictures
    this changes the brightness.

    Args:
        factor: How far, as a share of the value range: a number f for "from -f to f", or a pair of a lower and an upper bound, all from -1
            to 1. At 0 nothing changes.
        value_range: The least and the greatest value that a pixel can have.
    """

    def __init__(self, factor: SignedRange, value_range: tuple[float, float] = (0, 255)) -> None:
        self.factor: Uniform = within("factor", both_ways(factor), -1, 1)
        self.low, self.high = (float(bound) for bound in sorted(value_range))

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A number for each channel."""
        return (Draw(self.factor, (shape[-1],)),)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Shift the channels of pictures of shape (batch, height, width, channels)."""
        shift = drawn[0][:, None, None, :] * (self.high - self.low)
        return ops.clip(images + shift, self.low, self.high)
