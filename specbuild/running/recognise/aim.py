"""What is to be predicted: the task that labels or numbers make, and the head that fits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.running.data.folders.names import natural
from specbuild.running.data.tables.numbers import to_number
from specbuild.running.recognise.draft import Block, Line, shown

MOST_CLASSES = 200
_CODES = 5  # different numbers from which on they are amounts where they lie apart
FEW = 20  # different whole numbers up to which they may well be classes
RARE = 0.05  # share of the rarer of two classes from which on accuracy says nothing
SCARCE = 100  # rows of the rare class below which hidden layers learn them by heart: ten are needed for a weight


@dataclass(frozen=True, slots=True)
class Aim:
    """A task.

    Attributes:
        task: "binary", "multiclass", "multilabel" or "regression".
        counts: Samples of each class, by name; empty for regression.
        targets: Numbers predicted for each sample, for regression.
        why: A comment for the line of the task.
    """

    task: str
    counts: dict[str, int]
    targets: int = 1
    why: str = ""

    @property
    def block(self) -> Block:
        """The table `[task]`."""
        return Block("[task]", [Line("type", self.task, self.why)])

    @property
    def rare(self) -> bool:
        """Whether one of two classes is so rare that it has to be shown more often."""
        return self.task == "binary" and min(self.counts.values()) < RARE * sum(self.counts.values())

    @property
    def scarce(self) -> bool:
        """Whether the rare class has so few samples that only a straight line can be drawn with them."""
        return self.rare and self.smallest < SCARCE

    @property
    def smallest(self) -> int:
        """Samples of the smallest class."""
        return min(self.counts.values(), default=0)

    def head(self, why: str = "") -> Block:
        """The last layer, with a comment."""
        return Block("[[layers]]", [Line("type", "Dense", why), *_HEADS[self.task]])

    def found(self) -> str:
        """The classes, or what is predicted, in a few words."""
        return f"{len(self.counts)} classes" if self.counts else ("a number" if self.targets == 1 else f"{self.targets} numbers")


_HEADS = {
    "binary": [Line("units", 1, "one number: how likely the second class is"), Line("activation", "sigmoid")],
    "multiclass": [Line("units", "classes", "one number a class")],
    "multilabel": [Line("units", "classes", "one number a label, each for itself"), Line("activation", "sigmoid")],
    "regression": [Line("units", "targets", "one number for each that is predicted")],
}


def of_labels(labels: Sequence[str], *, more: str = "") -> Aim | None:
    """The task of labels, one a sample; None where they are all the same, or too many."""
    counts = dict(Counter(labels).most_common())
    if not 2 <= len(counts) <= MOST_CLASSES:
        return None
    ordered = sorted(counts, key=natural)  # as the loaders number them
    if all(to_number(label) is not None for label in ordered):
        ordered = sorted(ordered, key=lambda label: to_number(label) or 0.0)
    if len(counts) > 2:
        return Aim("multiclass", counts, why=more or shown(ordered))
    return Aim("binary", counts, why=more or f"{shown(ordered)}; the second is the one that is looked for")


def of_numbers(values: np.ndarray, labels: Sequence[str], *, is_label: bool) -> Aim | None:
    """The task of a column of numbers: classes where they are few whole ones, else their values.

    Args:
        values: The numbers, of shape (samples,).
        labels: The same as they are written.
        is_label: Whether the name of the column says that it holds classes.
    """
    different = np.unique(values)
    if len(different) < 2:
        return None
    whole = bool((different == np.round(different)).all())
    if not is_label and len(different) > _CODES and different[-1] - different[0] >= 2 * len(different):
        whole = False  # codes of classes leave few numbers out
    most = MOST_CLASSES if is_label else FEW
    if whole and (len(different) == 2 or (len(different) <= most and len(values) >= 5 * len(different))):
        low, high = f"{different[0]:g}", f"{different[-1]:g}"
        scale = f'{len(different)} classes from {low} to {high}; write "regression" if they are amounts'
        return of_labels(labels, more=scale if len(different) > 2 and not is_label else "")
    return Aim("regression", {}, why=f"numbers from {different[0]:.4g} to {different[-1]:.4g}")
