"""Change the samples of a probe, see where they land, and say of each class how many became another, or unlike anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import sqrt
from typing import NamedTuple

import numpy as np
from keras import ops

from specbuild.running.data.pipeline.pipeline import Pipeline
from specbuild.running.data.pipeline.strengths import strengths
from specbuild.running.experiment.probe.battery import Trial
from specbuild.running.experiment.probe.reference import Landing, Panel
from specbuild.running.experiment.source import pipeline_of

Z = 1.96  # of a 95 % interval
UNSAFE = 0.05  # a class collides where its rate of collisions is above this, beyond the chance of so few samples


class Rate(NamedTuple):
    """So many of so many."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        """As a number from 0 to 1; 0 of nothing."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval (Wilson, 1927), which stays within 0 and 1 for few samples, too."""
        if not self.total:
            return 0.0, 1.0
        slack = Z * Z / self.total
        middle = (self.share + slack / 2) / (1 + slack)
        half = Z * sqrt(self.share * (1 - self.share) / self.total + slack / (4 * self.total)) / (1 + slack)
        return max(0.0, middle - half), min(1.0, middle + half)

    def beyond(self, other: Rate) -> float:
        """By how much at least this is more than another rate: the lower end of the 95 % interval (Newcombe, 1998, method 10)."""
        below, above = self.share - self.interval[0], other.interval[1] - other.share
        return self.share - other.share - sqrt(below**2 + above**2)

    @property
    def said(self) -> str:
        """In words: "43 % (35 to 51 %)"."""
        low, high = self.interval
        return f"{100 * self.share:.0f} % ({100 * low:.0f} to {100 * high:.0f} %)"


NONE = Rate(0, 0)


@dataclass(frozen=True, slots=True)
class OfClass:
    """What became of the samples of one class: those that the reference knew surely before the change.

    Attributes:
        name: The class.
        samples: How many there were.
        kept: How many are still taken for what they are; after `relabel`, for what they become.
        novel: How many are taken for something else and are unlike anything.
        landed: How many landed among another class, by its name: collisions.
        mistaken: How many of the unchanged samples of the class the reference surely takes for another, of all that it is sure about.
    """

    name: str
    samples: int
    kept: int
    novel: int
    landed: dict[str, int] = field(default_factory=dict)
    mistaken: Rate = NONE

    @property
    def collided(self) -> int:
        """How many landed among other classes."""
        return sum(self.landed.values())

    @property
    def rate(self) -> Rate:
        """The share of them."""
        return Rate(self.collided, self.samples)

    @property
    def collides(self) -> bool:
        """Whether more of them collide than chance explains, and more than the reference surely mistakes without any change."""
        return self.rate.interval[0] > UNSAFE and (not self.mistaken.total or self.rate.beyond(self.mistaken) > 0)

    @property
    def doubtful(self) -> bool:
        """Whether more collide than chance explains, but not surely more than are mistaken without any change."""
        return self.rate.interval[0] > UNSAFE and not self.collides

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

    @property
    def doubtful(self) -> tuple[OfClass, ...]:
        """The classes of which that cannot be told."""
        return tuple(one for one in self.classes if one.doubtful)

    def share(self, what: str) -> float:
        """The share of all samples that were `kept`, `novel` or `collided`."""
        return self.rate(what).share

    def rate(self, what: str) -> Rate:
        """The same of how many; also of those that are `mistaken` without any change."""
        if what == "mistaken":
            return Rate(*(sum(numbers) for numbers in zip(*(one.mistaken for one in self.classes), strict=True)))
        return Rate(sum(int(getattr(one, what)) for one in self.classes), sum(one.samples for one in self.classes))


def look(trial: Trial, panel: Panel) -> Looked:
    """Try one change on the rows that every reference knows surely.

    Raises:
        Refused: it cannot act on samples like these.
    """
    first, names = panel.references[0], panel.references[0].data.samples.classes
    known = [(one, rows) for one in panel.references if len(rows := panel.known(one))]
    rows = np.concatenate([some for _, some in known])
    before, true = first.data.store.take(rows), first.data.samples.targets[rows].astype(int)
    after, becomes = _changed(trial, pipeline_of(replace(first.spec, augmentation=(trial.entry,)), first.data), before, true)
    # Each reference says where the rows land that it has not seen.
    parts = np.split(after, np.cumsum([len(some) for _, some in known])[:-1])
    found = [one.land(part) for (one, _), part in zip(known, parts, strict=True)]
    classes, leads, neighbours, alike = (np.concatenate([getattr(one, name) for one in found]) for name in Landing.__slots__)
    lost = classes != becomes.astype(int)
    # Who was sure before has to be sure after, or what lies between two classes would count as one of them.
    hit = lost & alike & (neighbours == classes) & (leads >= panel.sure)
    of_classes = []
    for number, name in enumerate(names):
        of, sure = true == number, panel.surely & (panel.true == number)
        landed = {names[other]: int((of & hit & (classes == other)).sum()) for other in np.unique(classes[of & hit])}
        mistaken = Rate(int((sure & ~panel.right).sum()), int(sure.sum()))
        of_classes.append(OfClass(name, int(of.sum()), int((of & ~lost).sum()), int((of & lost & ~alike).sum()), landed, mistaken))
    worst = [(before[at], after[at], f"{names[true[at]]} -> {names[classes[at]]}") for at in _spread(true, np.flatnonzero(hit))]
    return Looked(trial, tuple(of_classes), tuple(worst))


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
