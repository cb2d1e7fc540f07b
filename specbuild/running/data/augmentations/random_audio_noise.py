"""RandomAudioNoise: add noise at a ratio to the signal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.draws import Draw, Layout, Normal, Uniform
from specbuild.running.data.factors import within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("audio",)
Ratio = Annotated[float, Field(ge=-20, le=120)]


class RandomAudioNoise(StepsOperation):
    """Add white noise to audio, as loud as a signal-to-noise ratio says.

    The signal is measured over all that is not silence, so that a sound that was padded gets as much noise as one that fills the sample.
    Silence stays silent: it has no ratio. What would exceed the value range is clipped.

    Args:
        snr: Ratio of the signal's power to that of the noise, in decibels: one number, or a pair of bounds that it is drawn from. The
            lower, the louder is the noise; at 120 it is below what 16 bits can hold.
        facts: What is known of the samples.
    """

    def __init__(self, snr: Ratio | tuple[Ratio, Ratio], *, facts: Facts) -> None:
        bounds = sorted(float(bound) for bound in (snr if isinstance(snr, list | tuple) else (snr, snr)))
        self.snr = within("snr", Uniform(*bounds), -20, 120)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The ratio, and noise for every value."""
        return Draw(self.snr), Draw(Normal(), (shape[0], *(shape[1:] or (1,))))

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Add the noise."""
        ratio, noise = drawn
        heard = ops.cast(ops.not_equal(samples, 0.0), "float32")
        power = ops.sum(ops.square(samples), axis=(1, 2)) / ops.maximum(ops.sum(heard, axis=(1, 2)), 1.0)
        return samples + ops.sqrt(power * ops.power(10.0, -ratio / 10.0))[:, None, None] * noise
