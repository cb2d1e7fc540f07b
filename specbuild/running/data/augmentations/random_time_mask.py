"""RandomTimeMask: hide a stretch of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.steps.length import spread
from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import ShareRange, from_zero, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("series", "audio")


class RandomTimeMask(StepsOperation):
    """Hide a stretch of a series behind the mean of each channel over the sample, and a stretch of audio behind silence.

    On audio this is SpecAugment's time mask: it acts on the wave, so that every spectrogram made from it has the mask. Padding stays.

    Args:
        factor: How long the stretch is, as a share of the sample's own length: a number f for "from 0 to f", or a pair of bounds. At 0
            nothing is hidden.
        facts: What is known of the samples.
    """

    def __init__(self, factor: ShareRange, *, facts: Facts) -> None:
        self.factor = within("factor", from_zero(factor), 0, 1)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """How long the stretch is, and where it lies."""
        return Draw(self.factor), Draw(Uniform())

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Hide a stretch of each sample."""
        size = ops.round(drawn[0] * length)
        first = ops.round(drawn[1] * (length - size))
        step = ops.arange(samples.shape[1], dtype="float32")[None, :]
        hidden = ((step >= first[:, None]) & (step < (first + size)[:, None]))[:, :, None]
        return ops.where(hidden, 0.0 if self.facts.kind == "audio" else spread(samples, told)[0], samples)
