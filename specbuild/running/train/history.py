"""What training leaves behind: the numbers of every epoch, and why it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FINISHED, EARLY, DIVERGED = "finished", "early", "diverged"


@dataclass(frozen=True, slots=True)
class Epoch:
    """What one epoch gave.

    Attributes:
        number: Which one, from 1.
        numbers: `loss`, metrics and `learning_rate` of training, `val_...` of validation.
        training_seconds: How long its training steps took.
        evaluation_seconds: How long validation took.
    """

    number: int
    numbers: Mapping[str, float]
    training_seconds: float
    evaluation_seconds: float


@dataclass(frozen=True, slots=True)
class History:
    """The course of training.

    Attributes:
        numbers: The numbers of every epoch by name, in the order of the epochs, those before a resume included.
        stopped: "finished" after the last epoch, "early" where a callback ended it, "diverged" where the loss stopped being a number.
    """

    numbers: Mapping[str, tuple[float, ...]]
    stopped: str

    @property
    def epochs(self) -> int:
        """How many epochs there were."""
        return len(self.numbers.get("loss", ()))
