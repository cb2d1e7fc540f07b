"""One entry of `[[augmentation]]` at work: an operation, for whom, how often, and what becomes of the class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from keras import ops

from specbuild.running.data import draws as laws
from specbuild.running.data.draws import Draw, Layout
from specbuild.running.data.pipeline.operation import Mixer, Operation, Tensor
from specbuild.running.data.pipeline.tables import cut, per_sample


@dataclass(frozen=True, slots=True)
class Classes:
    """For which samples an entry is meant.

    Attributes:
        named: Whether each class was named, of shape (classes,), as 0.0 and 1.0.
        wanted: True under `only_classes`, False under `except_classes`.
    """

    named: np.ndarray
    wanted: bool

    def of(self, targets: Tensor) -> Tensor:
        """Whether each sample is meant, of shape (batch,). One with several labels counts as named if any of them is."""
        named = ops.convert_to_tensor(self.named)
        if len(targets.shape) == 1:
            hits = ops.take(named, ops.cast(targets, "int32"), axis=0) > 0
        else:
            hits = ops.matmul(ops.cast(targets, "float32"), named) > 0
        return hits if self.wanted else ops.logical_not(hits)


@dataclass(frozen=True, slots=True)
class Step:
    """An operation with the options of its entry.

    Attributes:
        type: Its name.
        operation: What it does to every sample it is let at.
        needs: The draws of the operation.
        probability: Share of the samples meant that change.
        classes: Which samples are meant; None for all.
        becomes: Number of the class that each class becomes, of shape (classes,); None where classes stay.
    """

    type: str
    operation: Operation | Mixer
    needs: Layout
    probability: float
    classes: Classes | None = None
    becomes: np.ndarray | None = None

    @property
    def layout(self) -> Layout:
        """The coin, where one is tossed, and the draws of the operation."""
        return (*self._coin, *self.needs)

    @property
    def _coin(self) -> Layout:
        return (Draw(laws.Uniform()),) if self.probability < 1 else ()

    def apply(self, images: Tensor, targets: Tensor, table: Tensor) -> tuple[Tensor, Tensor]:
        """Change the samples that are meant and drawn, and their targets with them."""
        drawn, who = cut(table, self.layout), self.who(targets, table)
        own = drawn[len(self._coin) :]
        if isinstance(self.operation, Mixer):
            mixed, shares = self.operation.mix(images, targets, own)
            return _where(who, mixed, images), _where(who, shares, targets)
        return _where(who, self.operation.transform(images, own), images), self.relabelled(targets, who)

    def who(self, targets: Tensor, table: Tensor) -> Tensor | None:
        """Whether each sample changes, of shape (batch,); None where all do."""
        fell = table[:, 0] < self.probability if self._coin else None
        meant = self.classes.of(targets) if self.classes else None
        if fell is None or meant is None:
            return meant if fell is None else fell
        return ops.logical_and(fell, meant)

    def relabelled(self, targets: Tensor, who: Tensor | None) -> Tensor:
        """The targets after the samples in `who` have become samples of another class."""
        if self.becomes is None:
            return targets
        if len(targets.shape) == 1:
            new = ops.cast(ops.take(ops.convert_to_tensor(self.becomes), ops.cast(targets, "int32"), axis=0), targets.dtype)
        else:
            # A row of 0 and 1 for each class: the column of a class is filled from the class that becomes it.
            new = ops.take(targets, np.argsort(self.becomes), axis=1)
        return _where(who, new, targets)


def _where(who: Tensor | None, changed: Tensor, unchanged: Tensor) -> Tensor:
    return changed if who is None else ops.where(per_sample(who, len(unchanged.shape) - 1), changed, unchanged)
