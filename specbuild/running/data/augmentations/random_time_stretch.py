"""RandomTimeStretch: play audio faster or slower at the same pitch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.augmentations.steps.spectrum import Spectrum
from specbuild.running.data.augmentations.steps.vocoder import stretched
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.factors import FftLength, both_ways, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("audio",)
Speed = Annotated[float, Field(ge=-0.75, le=3)]


class RandomTimeStretch(StepsOperation):
    """Play audio faster or slower without changing its pitch, by a phase vocoder.

    The length stays: a faster sound ends in silence, of a slower one the end is cut off.

    Args:
        factor: How much faster: a number f for "from 1 - f to 1 + f times as fast", or a pair of bounds. At 0 nothing changes.
        fft_length: Samples in a window of the spectrum, a power of two: about 1/20 second suits music and speech.
        facts: What is known of the samples.
    """

    def __init__(self, factor: Speed | tuple[Speed, Speed], fft_length: FftLength = 1024, *, facts: Facts) -> None:
        self.factor = within("factor", both_ways(factor), -0.75, 3)
        self.spectrum = Spectrum(facts.shape[0], fft_length)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """How much faster."""
        return (Draw(self.factor),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Stretch each sample."""
        return stretched(self.spectrum, samples, 1.0 + drawn[0], self.spectrum.length)
