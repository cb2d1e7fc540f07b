"""What the network saw in the first batch of an epoch, made again: the draws are a pure function of seed, epoch and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from keras import ops

from specbuild.checking.grammar.spec import Spec
from specbuild.running.data.feeding.source import Source
from specbuild.running.experiment.named import named

COUNT = 8
BATCH = 64  # of a larger batch only the first samples are looked at


@dataclass(frozen=True, slots=True)
class Saw:
    """Some samples of an epoch.

    Attributes:
        epoch: The epoch, from 1.
        originals: What the data hold, of shape (samples, *shape).
        values: What went into the network.
        before: What each sample is called in the data.
        after: What it was trained towards.
        changes: The types of the entries that changed it.
    """

    epoch: int
    originals: np.ndarray
    values: np.ndarray
    before: tuple[str, ...]
    after: tuple[str, ...]
    changes: tuple[tuple[str, ...], ...]


def saw(source: Source, types: Sequence[str], epochs: Sequence[int], count: int = COUNT) -> list[Saw]:
    """Samples of the first batch of some epochs, of as many classes as there are in it.

    Args:
        source: What training batches are made of.
        types: The types of the entries of `[[augmentation]]`.
        epochs: Which epochs, from 1.
        count: How many samples of each.
    """
    return [_saw(source, types, epoch, count) for epoch in epochs]


def worth_seeing(source: Source, spec: Spec, epochs: int) -> list[Saw]:
    """What the network saw in the first and the last epoch of so many; nothing where nothing is augmented."""
    if not spec.augmentation or not epochs:
        return []
    return saw(source, [entry.type for entry in spec.augmentation], sorted({1, epochs}))


def _saw(source: Source, types: Sequence[str], epoch: int, count: int) -> Saw:
    pipeline = source.pipeline
    rows = source.visited(epoch - 1)[: source.batch_size]
    table = pipeline.draws(epoch - 1, 0, len(rows))
    chosen = _varied(source.targets[rows[:BATCH]], count)
    # Mixing needs the whole batch; everything else happens to each sample alone.
    batch = np.arange(len(rows)) if pipeline.mixes_labels else chosen
    originals, targets = source.take(rows[batch]), source.targets[rows[batch]]
    drawn = ops.convert_to_tensor(table[batch])
    values, becomes = pipeline.apply(ops.convert_to_tensor(originals), ops.convert_to_tensor(targets), drawn)
    touched = [np.asarray(ops.convert_to_numpy(who)) for who in pipeline.touched(ops.convert_to_tensor(targets), drawn)]
    places = chosen if pipeline.mixes_labels else np.arange(len(chosen))
    return Saw(
        epoch,
        originals[places],
        np.asarray(ops.convert_to_numpy(values))[places],
        named(targets[places], pipeline),
        named(np.asarray(ops.convert_to_numpy(becomes))[places], pipeline),
        tuple(tuple(type_ for type_, who in zip(types, touched, strict=True) if who[place]) for place in places),
    )


def _varied(targets: np.ndarray, count: int) -> np.ndarray:
    """Places of samples, the classes in turn; the first ones where there are no classes."""
    if targets.ndim != 1 or targets.dtype.kind not in "iu":
        return np.arange(min(count, len(targets)))
    turns = [int((targets[:place] == target).sum()) for place, target in enumerate(targets)]
    return np.sort(np.argsort(turns, kind="stable")[:count])
