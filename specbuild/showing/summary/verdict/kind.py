"""What can be said of a training, and the sentence that says it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What can be said of a training."""

    DIVERGED = "diverged"
    VALIDATION_TOO_SMALL = "validation too small to tell"
    LEAK = "leak suspected"
    OVERFITTING = "overfitting"
    STILL_IMPROVING = "still improving"
    UNDERFITTING = "under-fitting"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the curves say.

    Attributes:
        kind: One of the kinds.
        epoch: The epoch it is about, counted from 1: where overfitting begins, where the loss ran off, the best one.
        sentence: What happened, with the numbers that show it.
        advice: What to change in the spec; empty where nothing has to be.
    """

    kind: Kind
    epoch: int | None
    sentence: str
    advice: str = ""

    def as_json(self) -> dict[str, Any]:
        """The verdict as a table, for `result.json`."""
        return {**asdict(self), "kind": str(self.kind)}
