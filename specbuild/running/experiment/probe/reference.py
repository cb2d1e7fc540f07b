"""The reference: who knows most of un-augmented rows, and what lies near to a sample in its eyes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.plan.plan import Plan
from specbuild.running import codes, seeds
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.splits.split import Split
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.probe.judges import Judge, Machine, Network
from specbuild.running.experiment.probe.views import Coarse, View, shifts

FOLDS, MOST = 3, 64  # parts of the training rows that are changed in turn, and how many of a class are wanted at most
REMEMBERED = 4096  # rows compared with, at most
CLEARLY = 0.02  # share of the samples that a support vector machine has to know beyond the network before it is asked instead
UNLIKE_ITSELF = ("text", "audio")  # kinds whose raw numbers say nothing of how alike two samples are


@dataclass(frozen=True, slots=True)
class Landing:
    """Where samples land.

    Attributes:
        classes: What the reference takes them for, of shape (samples,).
        neighbours: The class of most of their nearest neighbours among the rows that it learnt from; -1 where the views disagree.
        alike: Whether they are as near to some row that it learnt from as unchanged samples are.
    """

    classes: np.ndarray
    neighbours: np.ndarray
    alike: np.ndarray


class Reference:
    """A trained reference, and the rows that are to be changed: it has not seen them."""

    def __init__(
        self, spec: Spec, plan: Plan, data: Data, facts: Facts, seconds: float, fold: int = 0, *, machine_alone: bool = False
    ) -> None:
        """Train it.

        Args:
            spec: The spec.
            plan: Its plan, with all sizes bound.
            data: The data.
            facts: What is known of the samples.
            seconds: How long training may take.
            fold: Which part of the training rows is changed, from 0 to `FOLDS - 1`.
            machine_alone: Whether the network is left out, because another part has shown that it knows less.

        Raises:
            Refused: the task has no classes, or there are too few rows.
        """
        learnt, self.rows = _divided(spec, data, fold)
        nothing = learnt[:0]
        self.spec, self.data, self._kind = spec, replace(data, split=Split(learnt, nothing, nothing)), facts.kind
        some = learnt[:REMEMBERED]
        samples, labels = data.store.take(some), data.samples.targets[some].astype(int)
        judges, self._views = list[Judge](), list[View]()
        if not machine_alone:
            network = Network(spec, plan, self.data, facts, seconds)
            judges.append(network)
            self._views.append(View(network.features, self._kind, samples, labels))
        if self._kind not in UNLIKE_ITSELF:
            self._views.append(View(Coarse(samples), self._kind, samples, labels))
            judges.append(Machine(self._views[-1], self._kind, samples, labels))
        unchanged, self.true = data.store.take(self.rows), data.samples.targets[self.rows].astype(int)
        self._choose(judges, unchanged)
        for view in self._views:
            view.make_room(unchanged[self.right] if self.right.any() else unchanged)

    def _choose(self, judges: Sequence[Judge], unchanged: np.ndarray) -> None:
        """Let the network speak, but where the other clearly knows more of the samples; then the eyes of the network count for nothing."""
        right = [self._classes(judge, unchanged) == self.true for judge in judges]
        best = int(right[-1].mean() > right[0].mean() + CLEARLY) if len(judges) > 1 else 0
        self.judge, self.right = judges[best], right[best]
        self._views = self._views[best:]

    def land(self, samples: np.ndarray) -> Landing:
        """Where samples land, of shape (samples, *shape)."""
        found = [view.nearest(samples) for view in self._views]
        alike = np.all([near.distances <= view.room for view, near in zip(self._views, found, strict=True)], axis=0)
        agreed = np.all([near.votes == found[0].votes for near in found], axis=0)
        return Landing(self._classes(self.judge, samples), np.where(agreed, found[0].votes, -1), alike)

    def _classes(self, judge: Judge, samples: np.ndarray) -> np.ndarray:
        """What a judge takes samples for, in the mean of the shifts."""
        return np.asarray(np.mean([judge.scores(moved) for moved in shifts(samples, self._kind)], axis=0).argmax(axis=1))


def references(spec: Spec, plan: Plan, data: Data, facts: Facts, seconds: float) -> list[Reference]:
    """One reference, and more that change other rows, where a class has few and there is time to learn again.

    Raises:
        Refused: the task has no classes, or there are too few rows.
    """
    if spec.task.type not in ("binary", "multiclass"):
        message = f"a probe asks which class a changed sample looks like, and a {spec.task.type} task has not one class a sample"
        raise Refused(Finding(codes.NOT_PROBED, ("task", "type"), message, "look at `specbuild preview`, and declare by what you see"))
    started = time.perf_counter()
    found = [Reference(spec, plan, data, facts, seconds)]
    took = time.perf_counter() - started
    machine = isinstance(found[0].judge, Machine)
    while len(found) < FOLDS and _fewest(found) < MOST and (machine or time.perf_counter() - started + took < seconds):
        found.append(Reference(spec, plan, data, facts, took, len(found), machine_alone=machine))
    return found


def _fewest(found: Sequence[Reference]) -> int:
    """How many rows are changed of the class that has fewest."""
    return int(np.unique(np.concatenate([one.true for one in found]), return_counts=True)[1].min())


def _divided(spec: Spec, data: Data, fold: int) -> tuple[np.ndarray, np.ndarray]:
    """The training rows to learn from, and those to change: of every class a part, and no copies of the others."""
    train, targets = data.split.train, data.samples.targets
    mixed = np.random.default_rng(seeds.stream(spec.seed, "probe")).permutation(train)
    looked_at = [
        members[fold::FOLDS][:MOST] for label in np.unique(targets[mixed]) if len(members := mixed[targets[mixed] == label]) >= FOLDS
    ]
    rows = np.concatenate(looked_at) if looked_at else mixed[:0]
    content = data.samples.groups.get("content")
    others = np.setdiff1d(train, rows)
    if content is not None:
        others = others[~np.isin(content[others], content[rows])]
    if not len(rows) or not len(others):
        message = f"{len(train)} training rows are too few to learn from some and to change the others"
        raise Refused(Finding(codes.NOT_PROBED, ("split",), message, "a probe needs at least 3 training rows of a class", about="header"))
    return np.random.default_rng(0).permutation(others), rows
