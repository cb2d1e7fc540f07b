"""RandomFrequencyMask: take a band of frequencies out of audio."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.augmentations.steps.spectrum import Spectrum
from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import FftLength, ShareRange, from_zero, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("audio",)


class RandomFrequencyMask(StepsOperation):
    """Take a band of frequencies out of audio: SpecAugment's frequency mask.

    It acts on the wave, through its spectrum and back, so that every spectrogram made from it by a layer of the model has the mask.

    Args:
        factor: How wide the band is, as a share of all frequencies: a number f for "from 0 to f", or a pair of bounds. At 0 nothing is
            taken out.
        fft_length: Samples in a window of the spectrum, a power of two; the more, the sharper are the borders of the band.
        facts: What is known of the samples.
    """

    def __init__(self, factor: ShareRange, fft_length: FftLength = 1024, *, facts: Facts) -> None:
        self.factor = within("factor", from_zero(factor), 0, 1)
        self.spectrum = Spectrum(facts.shape[0], fft_length)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """How wide the band is, and where it lies."""
        return Draw(self.factor), Draw(Uniform())

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Take a band out of each sample."""
        bins = self.spectrum.bins
        size = ops.round(drawn[0] * bins)
        first = ops.round(drawn[1] * (bins - size))
        number = ops.arange(bins, dtype="float32")[None, :]
        gone = ((number >= first[:, None]) & (number < (first + size)[:, None]))[:, None, None, :]
        real, imaginary = (ops.where(gone, 0.0, part) for part in self.spectrum.forward(samples))
        return self.spectrum.back(real, imaginary, self.spectrum.length)
