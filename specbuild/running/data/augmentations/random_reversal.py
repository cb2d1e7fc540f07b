"""RandomReversal: play samples backwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.augmentations.steps.read import take_steps
from specbuild.running.data.draws import Layout
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("clip", "series", "audio")


class RandomReversal(StepsOperation):
    """Reverse the order of the steps of a series, of the frames of a clip, of audio.

    A half of the samples is reversed, or the share that `probability` says. Padding stays at the end.

    Args:
        facts: What is known of the samples.
    """

    RATE = 0.5  # as `RandomFlip`

    def __init__(self, *, facts: Facts) -> None:
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """It needs none: the pipeline tosses the coin."""
        return ()

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Reverse all samples."""
        place = length[:, None] - 1.0 - ops.arange(samples.shape[1], dtype="float32")[None, :]
        return take_steps(samples, ops.maximum(place, 0.0))
