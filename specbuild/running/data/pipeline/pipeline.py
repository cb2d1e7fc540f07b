"""All entries of `[[augmentation]]` as one pure function of samples, targets and draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from keras import ops

from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.running import seeds
from specbuild.running.data import draws
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.pipeline.operation import Mixer, Tensor
from specbuild.running.data.pipeline.read import read_steps
from specbuild.running.data.pipeline.step import Step


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The augmentation of a spec. It acts on raw training samples, outside the network, and holds no randomness and no state.

    Attributes:
        steps: One for each entry, in order.
        facts: What is known of the samples.
        seed: The top-level seed of the spec.
    """

    steps: tuple[Step, ...]
    facts: Facts
    seed: int

    @classmethod
    def of(cls, entries: Sequence[Entry], facts: Facts, seed: int) -> Pipeline:
        """Make the pipeline of these entries.

        Raises:
            Refused: with all findings on the entries that cannot act on samples like these.
        """
        steps, findings = read_steps(entries, facts)
        if findings:
            raise Refused(*findings)
        return cls(steps, facts, seed)

    @property
    def columns(self) -> int:
        """How many random numbers a sample needs."""
        return sum(draws.columns(step.layout) for step in self.steps)

    @property
    def mixes_labels(self) -> bool:
        """Whether targets come out as float32 rows (multiclass) or shares (binary), which want a categorical or binary loss."""
        return any(isinstance(step.operation, Mixer) for step in self.steps)

    def draws(self, epoch: int, first_place: int, count: int) -> np.ndarray:
        """The draws of the samples at some places of an epoch's plan.

        Args:
            epoch: Number of the epoch, from 0.
            first_place: The first of the places, from 0.
            count: How many.

        Returns:
            An array of float32 of shape (count, columns). A row depends on seed, epoch and place alone.
        """
        tables = [self.step_draws(number, epoch, first_place, count) for number in range(len(self.steps))]
        return np.hstack(tables) if tables else np.zeros((count, 0), "float32")

    def step_draws(self, number: int, epoch: int, first_place: int, count: int, width: int | None = None) -> np.ndarray:
        """The draws of one step alone, or the first columns of them."""
        step = self.steps[number]
        key = seeds.key(self.seed, seeds.AUGMENTATION, epoch, number, step.type)
        return draws.draws(key, first_place, count, step.layout, width)

    def apply(self, images: Tensor, targets: Tensor, table: Tensor) -> tuple[Tensor, Tensor]:
        """Augment a batch; runs in a TensorFlow graph, under `jax.jit`, and eagerly.

        Args:
            images: Raw samples of shape (batch, *shape), of any number type.
            targets: Their targets, as the loader gives them.
            table: The draws of shape (batch, columns).

        Returns:
            The samples as float32, neither rounded nor scaled; texts as int32; as they came, where there are no entries. And the targets.
        """
        if not self.steps:
            return images, targets
        images, mixed = ops.cast(images, "int32" if self.facts.kind == "text" else "float32"), False
        for step, columns in self._tables(table):
            if isinstance(step.operation, Mixer) and not mixed:
                targets, mixed = self._soft(targets), True
            images, targets = step.apply(images, targets, columns)
        return images, targets

    def touched(self, targets: Tensor, table: Tensor) -> list[Tensor]:
        """Which samples each entry changes, as `apply` does, for the budget of a run and for tests of its rates.

        Args:
            targets: Targets as the loader gives them.
            table: The draws of shape (batch, columns).

        Returns:
            For each entry whether each sample changes, of shape (batch,).
        """
        found = []
        for step, columns in self._tables(table):
            who = step.who(targets, columns)
            found.append(ops.ones((len(table),), "bool") if who is None else who)
            targets = step.relabelled(targets, who)
        return found

    def _tables(self, table: Tensor) -> Iterator[tuple[Step, Tensor]]:
        """Each step with its columns of the table."""
        start = 0
        for step in self.steps:
            stop = start + draws.columns(step.layout)
            yield step, table[:, start:stop]
            start = stop

    def _soft(self, targets: Tensor) -> Tensor:
        """Targets that can be mixed: a row of shares for one class among several, else the numbers themselves."""
        if self.facts.task == "multiclass":
            return ops.one_hot(ops.cast(targets, "int32"), len(self.facts.classes), dtype="float32")
        return ops.cast(targets, "float32")
