"""RandomFrameDropout: let frames of a clip freeze."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.steps.operation import StepsOperation
from specbuild.running.data.augmentations.steps.read import take_steps
from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import Share
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("clip",)


class RandomFrameDropout(StepsOperation):
    """Drop frames of a clip: each that is lost shows the last one before it that is not, as in a film that stutters.

    The number of frames stays, and so does the first frame.

    Args:
        factor: Share of the frames that is lost on average: each is, with this probability. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: Share, *, facts: Facts) -> None:
        if not 0 <= factor <= 1:
            raise ValueError(f"`factor` has to lie between 0 and 1, and is {factor:g}")
        self.factor, self.facts = factor, facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A coin for each frame."""
        return (Draw(Uniform(), shape[:1]),)

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Let the frames of each clip freeze."""
        frame = ops.arange(samples.shape[1], dtype="float32")
        kept = ops.where(drawn[0] >= self.factor, frame[None, :], 0.0)
        seen = ops.where(frame[:, None] >= frame[None, :], kept[:, None, :], 0.0)  # the kept ones up to each frame
        return take_steps(samples, ops.max(seen, axis=2))
