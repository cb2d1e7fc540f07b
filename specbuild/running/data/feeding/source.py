"""What a training stream is made of, and its batches as arrays: the same ones for every backend."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from keras import ops

from specbuild.running.data import order
from specbuild.running.data.pipeline.pipeline import Pipeline

# A chunk is made in one go, so that the cost of a step of Python falls on many batches; it is kept small enough for a processor's cache.
CHUNK_BATCHES, CHUNK_BYTES = 32, 4 * 2**20


class Chunk(NamedTuple):
    """Some batches of one size: samples (batches, batch, *shape), targets (batches, batch, ...), draws (batches, batch, columns), and the
    weights of the rows (batches, batch)."""

    samples: np.ndarray
    targets: np.ndarray
    draws: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True, slots=True)
class Source:
    """The training rows, and how they become batches.

    Attributes:
        rows: Numbers of the training rows.
        take: Gives raw samples by row number, as `Store.take` does.
        targets: Targets of all samples, by row number, as the loader gives them.
        pipeline: The augmentation.
        batch_size: Samples a batch; the last batch of an epoch is smaller where they do not divide.
        class_weights: Weight of each class, of shape (classes,); None where all weigh the same.
        dense: Whether targets go out as rows of floats, one-hot for classes; else classes go out as numbers, unless samples are mixed.
        row_weights: How much each of all samples counts, by row number, as `Samples.weights`; None where all count the same.
        resample: Whether rows of rare classes are repeated until all classes are equally frequent.
        failures: What reading samples raised; `tf.data` hides it from whoever consumes the stream.
    """

    rows: np.ndarray
    take: Callable[[np.ndarray], np.ndarray]
    targets: np.ndarray
    pipeline: Pipeline
    batch_size: int
    class_weights: np.ndarray | None = None
    dense: bool = False
    row_weights: np.ndarray | None = None
    resample: bool = False
    failures: list[Exception] = field(default_factory=list, compare=False)

    @property
    def steps(self) -> int:
        """Batches an epoch."""
        return order.steps(self.size, self.batch_size)

    @property
    def size(self) -> int:
        """Samples an epoch."""
        return len(order.balanced(self.rows, self.targets[self.rows], 0, 0)) if self.resample else len(self.rows)

    def visited(self, epoch: int) -> np.ndarray:
        """The numbers of the rows that an epoch visits, in that order."""
        rows = order.balanced(self.rows, self.targets[self.rows], self.pipeline.seed, epoch) if self.resample else self.rows
        return order.order(rows, self.pipeline.seed, epoch)

    def chunks(self, first_epoch: int, first_step: int = 0) -> Iterator[Chunk]:
        """All batches from a step of an epoch on, without end, in chunks that never cross the border of an epoch."""
        try:
            yield from self.epoch(first_epoch, first_step)
            for epoch in itertools.count(first_epoch + 1):
                yield from self.epoch(epoch)
        except Exception as error:
            self.failures.append(error)
            raise

    @contextmanager
    def raising(self) -> Iterator[None]:
        """Within this block, what reading samples raised is raised as it was, not as the error that a backend makes of it."""
        try:
            yield
        except Exception as error:
            if self.failures and error is not self.failures[0]:
                raise self.failures[0] from error
            raise

    def epoch(self, epoch: int, first_step: int = 0) -> Iterator[Chunk]:
        """The batches of one epoch from a step on: a pure function of the seed and the epoch."""
        rows = self.visited(epoch)
        whole = len(rows) // self.batch_size * self.batch_size
        step = self._batches_a_chunk() * self.batch_size
        for start in range(first_step * self.batch_size, whole, step):
            yield self._chunk(rows, epoch, start, min(start + step, whole), self.batch_size)
        if max(whole, first_step * self.batch_size) < len(rows):
            yield self._chunk(rows, epoch, whole, len(rows), len(rows) - whole)

    def example(self) -> Chunk:
        """One row as a chunk of its own, to tell shapes and types by."""
        return Chunk(*(part[np.newaxis] for part in self._parts(self.rows[:1], 0, 0)))

    def finish(self, samples: Any, targets: Any, draws: Any, weights: Any) -> tuple[Any, ...]:
        """One batch as `model.fit` takes it: augmented samples, targets and, where rows or classes have weights, that of each sample."""
        samples, targets = self.pipeline.apply(samples, targets, draws)
        read = self._dense(targets) if self.dense else targets
        if self.class_weights is None:
            return (samples, read) if self.row_weights is None else (samples, read, weights)
        return samples, read, self._weights(targets) * weights

    def _dense(self, targets: Any) -> Any:
        """Targets as rows of floats, as every loss but the sparse ones reads them."""
        if self.pipeline.facts.task == "multiclass" and len(targets.shape) == 1:
            return ops.one_hot(ops.cast(targets, "int32"), len(self.pipeline.facts.classes), dtype="float32")
        return ops.reshape(ops.cast(targets, "float32"), (-1, targets.shape[1] if len(targets.shape) > 1 else 1))

    def _chunk(self, rows: np.ndarray, epoch: int, start: int, stop: int, batch: int) -> Chunk:
        wanted = rows[start:stop]
        return Chunk(*(part.reshape(len(wanted) // batch, batch, *part.shape[1:]) for part in self._parts(wanted, epoch, start)))

    def _parts(self, rows: np.ndarray, epoch: int, start: int) -> tuple[np.ndarray, ...]:
        weights = np.ones(len(rows), np.float32) if self.row_weights is None else self.row_weights[rows]
        return self.take(rows), self.targets[rows], self.pipeline.draws(epoch, start, len(rows)), weights

    def _batches_a_chunk(self) -> int:
        sample = self.take(self.rows[:1]).nbytes + 4 * self.pipeline.columns
        return int(np.clip(CHUNK_BYTES // (sample * self.batch_size), 1, CHUNK_BATCHES))

    def _weights(self, targets: Any) -> Any:
        """The weight of each sample: that of its class as it is after augmentation, the mean of both where two are mixed."""
        weights = ops.convert_to_tensor(np.asarray(self.class_weights, "float32"))
        if len(targets.shape) == 2:
            return ops.matmul(ops.cast(targets, "float32"), weights)
        if len(self.pipeline.facts.classes) == 2:
            share = ops.cast(targets, "float32")
            return weights[0] * (1.0 - share) + weights[1] * share
        return ops.take(weights, ops.cast(targets, "int32"), axis=0)
