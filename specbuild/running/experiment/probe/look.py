"""Change the samples of a probe, see where they land, and say of each class how many became another, or unlike anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import NamedTuple

import numpy as np
from keras import ops

from specbuild.running.data.pipeline.pipeline import Pipeline
from specbuild.running.data.pipeline.strengths import strengths
from specbuild.running.experiment.probe.battery import Trial
from specbuild.running.experiment.probe.reference import Reference
from specbuild.running.experiment.source import pipeline_of

Z = 1.96  # of a 95 % interval
UNSAFE = 0.05  # a class collides where its rate of collisions is above this, beyond the chance of so few samples


@dataclass(frozen=True, slots=True)
class OfClass:
    """What became of the samples of one class: those that the reference knew before the change.

    Attributes:
        name: The class.
        samples: How many there were.
        kept: How many are still taken for what they are; after `relabel`, for what they become.
        novel: How many are taken for something else and are unlike anything.
        landed: How many landed among another class, by its name: collisions.
        mistaken: Share of the unchanged samples of the class that the reference takes for another.
    """

    name: str
    samples: int
    kept: int
    novel: int
    landed: dict[str, int] = field(default_factory=dict)
    mistaken: float = 0.0

    @property
    def collided(self) -> int:
        """How many landed among other classes."""
        return sum(self.landed.values())

    @property
    def collides(self) -> bool:
        """Whether more of them collide than chance explains, and than the reference is mistaken without any change."""
        return wilson(self.collided, self.samples)[0] > max(UNSAFE, self.mistaken)

    @property
    def partner(self) -> str:
        """The class that most of the colliding samples look like; empty without any."""
        return max(self.landed, key=lambda name: self.landed[name]) if self.landed else ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of all classes under one change; `worst` holds colliding samples before and after, with what they look like."""

    trial: Trial
    classes: tuple[OfClass, ...]
    worst: tuple[tuple[np.ndarray, np.ndarray, str], ...] = ()

    @property
    def colliding(self) -> tuple[OfClass, ...]:
        """The classes that collide."""
        return tuple(one for one in self.classes if one.collides)

    def share(self, what: str) -> float:
        """The share of all samples that were `kept`, `novel` or `collided`."""
        count = sum(one.samples for one in self.classes)
        return sum(int(getattr(one, what)) for one in self.classes) / count if count else 0.0


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a rate (Wilson, 1927), which stays within 0 and 1 for few samples, too."""
    if not count:
        return 0.0, 1.0
    rate, slack = hits / count, Z * Z / count
    middle, half = (rate + slack / 2) / (1 + slack), Z * sqrt(rate * (1 - rate) / count + slack / (4 * count)) / (1 + slack)
    return max(0.0, middle - half), min(1.0, middle + half)


def look(trial: Trial, references: Sequence[Reference]) -> Looked:
    """Try one change on the rows of every reference.

    Raises:
        Refused: it cannot act on samples like these.
    """
    names = references[0].data.samples.classes
    parts = [_look(trial, reference) for reference in references]
    true, wanted, classes, novel, hit = (np.concatenate([getattr(part, name) for part in parts]) for name in _Part._fields[2:])
    every, right = (np.concatenate([getattr(one, name) for one in references]) for name in ("true", "right"))
    found = []
    for number, name in enumerate(names):
        of, lost = true == number, classes != wanted
        landed = {names[other]: int((of & hit & (classes == other)).sum()) for other in np.unique(classes[of & hit])}
        mistaken = float(1 - right[every == number].mean()) if (every == number).any() else 0.0
        found.append(OfClass(name, int(of.sum()), int((of & ~lost).sum()), int((of & novel).sum()), landed, mistaken))
    before, after = (np.concatenate([getattr(part, name) for part in parts]) for name in _Part._fields[:2])
    worst = [(before[at], after[at], f"{names[true[at]]} -> {names[classes[at]]}") for at in _spread(true, np.flatnonzero(hit))]
    return Looked(trial, tuple(found), tuple(worst))


class _Part(NamedTuple):
    """The rows of one reference that it knew: before and after, the classes that are true, wanted and found, and what became of them."""

    before: np.ndarray
    after: np.ndarray
    true: np.ndarray
    wanted: np.ndarray
    classes: np.ndarray
    novel: np.ndarray
    hit: np.ndarray


def _look(trial: Trial, reference: Reference) -> _Part:
    known = reference.rows[reference.right]
    before, true = reference.data.store.take(known), reference.data.samples.targets[known]
    pipeline = pipeline_of(replace(reference.spec, augmentation=(trial.entry,)), reference.data)
    changed, becomes = _changed(trial, pipeline, before, true)
    wanted, landing = becomes.astype(int), reference.land(changed)
    lost = landing.classes != wanted
    novel = lost & ~landing.alike
    hit = lost & landing.alike & (landing.neighbours == landing.classes)
    return _Part(before, changed, true.astype(int), wanted, landing.classes, novel, hit)


def _changed(trial: Trial, pipeline: Pipeline, samples: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The samples at the greatest strength; where both ends are as strong, half of the samples at each."""
    table = pipeline.draws(0, 0, len(samples))
    for one in strengths(trial.entry, pipeline.steps[0].needs):
        for start, end in enumerate(one.ends):
            table[start::2, one.column : one.column + one.columns] = one.across(end)
    changed, becomes = pipeline.apply(ops.convert_to_tensor(samples), ops.convert_to_tensor(targets), ops.convert_to_tensor(table))
    return np.asarray(ops.convert_to_numpy(changed)), np.asarray(ops.convert_to_numpy(becomes))


def _spread(true: np.ndarray, places: np.ndarray, most: int = 8) -> list[int]:
    """Some of the places, of every class in turn."""
    by_class = [list(places[true[places] == label]) for label in np.unique(true[places])]
    chosen: list[int] = []
    while len(chosen) < most and any(by_class):
        chosen += [int(left.pop(0)) for left in by_class if left]
    return chosen[:most]
