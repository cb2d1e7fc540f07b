"""What a model says of the rows of one subset, beside what is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.running.metrics.decide import DECISIONS, decide


@dataclass(frozen=True, slots=True)
class Predictions:
    """Predictions for one subset, in the order of its rows.

    Attributes:
        task: "binary", "multiclass", "multilabel" or "regression".
        ids: The rows' ids.
        true: Class numbers of shape (rows,) for binary and multiclass; 0 and 1 of shape (rows, classes) for multilabel;
            numbers of shape (rows, targets), in the unit of the targets, for regression.
        scores: Probabilities (never logits) of shape (rows, classes) for multiclass and multilabel, and of shape (rows, 1), for the
            second class, for binary; numbers of shape (rows, targets) for regression.
        classes: Names of the classes; for regression the names of the targets.
        threshold: From which probability on a class is predicted, for binary and multilabel.

    Raises:
        ValueError: the shapes do not fit together.
    """

    task: str
    ids: Sequence[str]
    true: np.ndarray
    scores: np.ndarray
    classes: tuple[str, ...]
    threshold: float = 0.5

    def __post_init__(self) -> None:
        rows, width = len(self.ids), 1 if self.task == "binary" else len(self.classes)
        true = (rows,) if self.task in DECISIONS and self.task != "multilabel" else (rows, width)
        if self.scores.shape != (rows, width) or self.true.shape != true:
            raise ValueError(f"{self.task}: true {self.true.shape} should be {true}, scores {self.scores.shape} should be {(rows, width)}")

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def predicted(self) -> np.ndarray:
        """What is decided for each row, in the form of `true`; for regression the scores themselves."""
        return decide(self.task, self.scores, self.threshold)
