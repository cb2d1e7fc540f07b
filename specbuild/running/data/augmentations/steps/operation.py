"""What augmentations of steps in time share: padding stays, values keep their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.steps.length import as_steps, lengths, real
from specbuild.running.data.pipeline.facts import Facts


class StepsOperation:
    """A change of samples as steps in time, of shape (batch, steps, values), each with a number of real steps before its padding."""

    facts: Facts

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Change the samples; what is padding stays as it is."""
        samples = as_steps(images)
        length = lengths(samples, self.facts.padding)
        told = real(length, samples.shape[1])
        changed = self.bounded(self.change(samples, length, told, drawn))
        return ops.reshape(ops.where(told, changed, samples), (-1, *images.shape[1:]))

    def change(self, samples: Any, length: Any, told: Any, drawn: Sequence[Any]) -> Any:
        """Change samples of shape (batch, steps, values).

        Args:
            samples: The samples.
            length: Real steps of each, of shape (batch,).
            told: Whether each step is one of them, of shape (batch, steps, 1).
            drawn: The draws.
        """
        raise NotImplementedError

    def bounded(self, samples: Any) -> Any:
        """The samples, clipped to the value range where one is known."""
        return samples if self.facts.value_range is None else ops.clip(samples, *self.facts.value_range)
