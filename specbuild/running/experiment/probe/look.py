"""Change the samples of a probe, see where they land, and say of each class how many became another, or unlike anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import sqrt

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
    """

    name: str
    samples: int
    kept: int
    novel: int
    landed: dict[str, int] = field(default_factory=dict)

    @property
    def collided(self) -> int:
        """How many landed among other classes."""
        return sum(self.landed.values())

    @property
    def collides(self) -> bool:
        """Whether more of them collide than chance explains."""
        return wilson(self.collided, self.samples)[0] > UNSAFE

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


def look(trial: Trial, reference: Reference) -> Looked:
    """Try one change.

    Raises:
        Refused: it cannot act on samples like these.
    """
    known = reference.rows[reference.right]
    names = reference.data.samples.classes
    before, true = reference.data.store.take(known), reference.data.samples.targets[known]
    pipeline = pipeline_of(replace(reference.spec, augmentation=(trial.entry,)), reference.data)
    changed, becomes = _changed(trial, pipeline, before, true)
    wanted = becomes.astype(int)
    landing = reference.land(changed)
    lost = landing.classes != wanted
    novel = lost & ~landing.alike
    hit = lost & ~novel & (landing.neighbours == landing.classes)
    found = []
    for number, name in enumerate(names):
        of = true == number
        landed = {names[other]: int((of & hit & (landing.classes == other)).sum()) for other in np.unique(landing.classes[of & hit])}
        found.append(OfClass(name, int(of.sum()), int((of & ~lost).sum()), int((of & novel).sum()), landed))
    worst = [
        (before[at], changed[at], f"{names[int(true[at])]} -> {names[landing.classes[at]]}") for at in _spread(true, np.flatnonzero(hit))
    ]
    return Looked(trial, tuple(found), tuple(worst))


def _changed(trial: Trial, pipeline: Pipeline, samples: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The samples at the greatest strength; where both ends are as strong, half of the samples at each."""
    table = pipeline.draws(0, 0, len(samples))
    for one in strengths(trial.entry, pipeline.steps[0].needs):
        for start, end in enumerate(one.ends):
            table[start::2, one.column : one.column + one.columns] = one.into(end)
    changed, becomes = pipeline.apply(ops.convert_to_tensor(samples), ops.convert_to_tensor(targets), ops.convert_to_tensor(table))
    return np.asarray(ops.convert_to_numpy(changed)), np.asarray(ops.convert_to_numpy(becomes))


def _spread(true: np.ndarray, places: np.ndarray, most: int = 8) -> list[int]:
    """Some of the places, of every class in turn."""
    by_class = [list(places[true[places] == label]) for label in np.unique(true[places])]
    chosen: list[int] = []
    while len(chosen) < most and any(by_class):
        chosen += [int(left.pop(0)) for left in by_class if left]
    return chosen[:most]
