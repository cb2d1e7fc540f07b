"""What a model says of inputs of which nobody has said what is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from specbuild.running.metrics.decide import decide


@dataclass(frozen=True, slots=True)
class Answers:
    """Predictions for inputs, in their order.

    Attributes:
        task: "binary", "multiclass", "multilabel" or "regression".
        classes: Names of the classes; for regression the names of the targets.
        ids: The name of each input that could be read.
        scores: Probabilities of shape (inputs, classes) for multiclass and multilabel, and of shape (inputs, 1), for the second class, for
            binary; numbers of shape (inputs, targets), in the unit of the targets, for regression.
        threshold: From which probability on a class is predicted, for binary and multilabel.
        unreadable: Why other inputs could not be read, by their names.
    """

    task: str
    classes: tuple[str, ...]
    ids: Sequence[str]
    scores: np.ndarray
    threshold: float = 0.5
    unreadable: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def probabilities(self) -> np.ndarray:
        """The probability of each class, of shape (inputs, classes); for regression the numbers themselves."""
        return np.hstack([1 - self.scores, self.scores]) if self.task == "binary" else self.scores

    @property
    def decided(self) -> np.ndarray:
        """Class numbers of shape (inputs,); 0 and 1 of shape (inputs, classes) for multilabel; the numbers for regression."""
        return decide(self.task, self.scores, self.threshold)

    @property
    def predicted(self) -> list[str] | list[tuple[str, ...]] | list[tuple[float, ...]]:
        """For each input the name of its class; the names of all its classes for multilabel; a number for each target for regression."""
        if self.task == "regression":
            return [tuple(float(number) for number in row) for row in self.scores]
        if self.task == "multilabel":
            return [tuple(name for name, yes in zip(self.classes, row, strict=True) if yes) for row in self.decided]
        return [self.classes[number] for number in self.decided]

    def best(self, most: int) -> list[list[tuple[str, np.floating]]]:
        """The likeliest classes of each input with their probabilities, the likeliest first; ties in the order of the classes."""
        order = np.argsort(-self.probabilities, axis=1, kind="stable")[:, :most]
        return [[(self.classes[at], row[at]) for at in places] for row, places in zip(self.probabilities, order, strict=True)]


def joined(parts: Sequence[Answers]) -> Answers:
    """Answers one after the other, as one; at least one part."""
    first = parts[0]
    unreadable = {name: reason for part in parts for name, reason in part.unreadable.items()}
    ids = [name for part in parts for name in part.ids]
    return Answers(first.task, first.classes, ids, np.concatenate([part.scores for part in parts]), first.threshold, unreadable)
