"""RandomPitchShift: raise or lower the pitch of audio at the same speed."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Annotated, Any

from keras import ops
from pydantic import Field

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.augmentations.steps.read import along_curve
from specbuild.running.data.augmentations.steps.spectrum import Spectrum
from specbuild.running.data.augmentations.steps.vocoder import stretched
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import FftLength, both_ways, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("audio",)
Semitones = Annotated[float, Field(ge=-24, le=24)]


class RandomPitchShift(StepsOperation):
    """Raise or lower the pitch of audio without changing its speed: it is stretched by a phase vocoder, and read faster or slower.

    Args:
        factor: How much higher, in semitones: a number f for "from -f to f", or a pair of bounds; 12 is an octave. At 0 nothing changes.
        fft_length: Samples in a window of the spectrum, a power of two: about 1/20 second suits music and speech.
        facts: What is known of the samples.
    """

    def __init__(self, factor: Semitones | tuple[Semitones, Semitones], fft_length: FftLength = 1024, *, facts: Facts) -> None:
        self.factor = within("factor", both_ways(factor), -24, 24)
        self.spectrum = Spectrum(facts.shape[0], fft_length)
        self.longest = ceil(facts.shape[0] * max(1.0, 2.0 ** (self.factor.high / 12))) + 2
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """How much higher."""
        return (Draw(self.factor),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Shift the pitch of each sample."""
        ratio = ops.power(2.0, drawn[0] / 12.0)
        # What would come to lie above half of the sample rate would come back as another pitch.
        longer = stretched(self.spectrum, samples, 1.0 / ratio, self.longest, highest=1.0 / ratio)
        return along_curve(longer, ops.arange(samples.shape[1], dtype="float32")[None, :] * ratio[:, None])
