"""The reference: who knows most of un-augmented rows, how surely, and what lies near to a sample in its eyes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.plan.plan import Plan
from specbuild.running import codes, seeds
from specbuild.running.data.context import silent
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.splits.split import Split
from specbuild.running.experiment.augmentation import augmentation_facts
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.probe.coarse import clearest
from specbuild.running.experiment.probe.judges import Judge, Machine, Network
from specbuild.running.experiment.probe.surely import sure_from
from specbuild.running.experiment.probe.views import View, shifts

FOLDS, MOST = 3, 64  # parts of the training rows that are changed in turn, and how many of a class are wanted at most
FINER = 10  # parts where a support vector machine learns: it costs little, and the more rows it learns from, the more it knows
REMEMBERED = 4096  # rows compared with, at most
CLEARLY = 0.02  # share of the samples that a support vector machine has to know beyond the network before it is asked instead
UNLIKE_ITSELF = ("text", "audio")  # kinds whose raw numbers say nothing of how alike two samples are


@dataclass(frozen=True, slots=True)
class Landing:
    """Where samples land.

    Attributes:
        classes: What the reference takes them for, of shape (samples,).
        leads: By how much that class leads the next.
        neighbours: The class of most of their nearest neighbours among the rows that it learnt from; -1 where the views disagree.
        alike: Whether they are as near to some row that it learnt from as unchanged samples are.
    """

    classes: np.ndarray
    leads: np.ndarray
    neighbours: np.ndarray
    alike: np.ndarray


class Reference:
    """A trained reference, and the rows that are to be changed: it has not seen them."""

    def __init__(
        self,
        spec: Spec,
        plan: Plan,
        data: Data,
        facts: Facts,
        seconds: float,
        part: tuple[int, int] = (0, FOLDS),
        *,
        machine: bool = False,
        progress: Callable[[int, int], None] = silent,
    ) -> None:
        """Train it.

        Args:
            spec: The spec.
            plan: Its plan, with all sizes bound.
            data: The data.
            facts: What is known of the samples.
            seconds: How long training may take.
            part: Which part of the training rows is changed, from 0, and of how many.
            machine: Whether the network is left out, because another part has shown that it knows less.
            progress: Is told how many epochs of the network are done, of how many at most.

        Raises:
            Refused: the task has no classes, or there are too few rows.
        """
        learnt, self.rows = _divided(spec, data, *part)
        nothing = learnt[:0]
        self.spec, self.data, self._kind = spec, replace(data, split=Split(learnt, nothing, nothing)), facts.kind
        some = learnt[:REMEMBERED]
        samples, labels = data.store.take(some), data.samples.targets[some].astype(int)
        judges, self._views = list[Judge](), list[View]()
        if not machine:
            network = Network(spec, plan, self.data, facts, seconds, progress)
            judges.append(network)
            self._views.append(View(network.features, self._kind, samples, labels))
        if self._kind not in UNLIKE_ITSELF:
            self._views.append(View(clearest(samples, labels), self._kind, samples, labels))
            judges.append(Machine(self._views[-1], self._kind, samples, labels))
        unchanged, self.true = data.store.take(self.rows), data.samples.targets[self.rows].astype(int)
        self._choose(judges, unchanged)
        for view in self._views:
            view.make_room(unchanged[self.right] if self.right.any() else unchanged)

    def _choose(self, judges: Sequence[Judge], unchanged: np.ndarray) -> None:
        """Let the network speak, but where the other clearly knows more of the samples; then the eyes of the network count for nothing."""
        said = [self._said(judge, unchanged) for judge in judges]
        right = [classes == self.true for classes, _ in said]
        best = int(right[-1].mean() > right[0].mean() + CLEARLY) if len(judges) > 1 else 0
        self.judge, self.right, self.leads = judges[best], right[best], said[best][1]
        self._views = self._views[best:]

    def land(self, samples: np.ndarray) -> Landing:
        """Where samples land, of shape (samples, *shape)."""
        found = [view.nearest(samples) for view in self._views]
        alike = np.all([near.distances <= view.room for view, near in zip(self._views, found, strict=True)], axis=0)
        agreed = np.all([near.votes == found[0].votes for near in found], axis=0)
        return Landing(*self._said(self.judge, samples), np.where(agreed, found[0].votes, -1), alike)

    def _said(self, judge: Judge, samples: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What a judge takes samples for, in the mean of the shifts, and by how much that class leads the next."""
        scores = np.mean([judge.scores(moved) for moved in shifts(samples, self._kind)], axis=0)
        ordered = np.sort(scores, axis=1)
        return scores.argmax(axis=1), ordered[:, -1] - ordered[:, -2]


@dataclass(frozen=True, slots=True)
class Panel:
    """References that between them have not seen the rows to be changed, and from which lead on what they say is sure.

    Attributes:
        references: Each changes rows of its own.
        sure: The lead from which on they are wrong about at most `surely.WRONG` of the unchanged rows; infinite where there is none.
    """

    references: tuple[Reference, ...]
    sure: float

    @property
    def true(self) -> np.ndarray:
        """The class of every row."""
        return np.concatenate([one.true for one in self.references])

    @property
    def right(self) -> np.ndarray:
        """Whether the reference is right about it, unchanged."""
        return np.concatenate([one.right for one in self.references])

    @property
    def surely(self) -> np.ndarray:
        """Whether it is sure about it, unchanged, rightly or not."""
        return np.concatenate([one.leads for one in self.references]) >= self.sure

    def known(self, one: Reference) -> np.ndarray:
        """The rows of a reference that it knows surely: those that are changed."""
        return np.asarray(one.rows[one.right & (one.leads >= self.sure)])


def panel(spec: Spec, plan: Plan, data: Data, seconds: float, progress: Callable[[int, int], None] = silent) -> Panel:
    """References for as many rows as are wanted and as there is time for.

    Args:
        spec: The spec.
        plan: Its plan, with all sizes bound.
        data: Its data; of their rows, only those for training are looked at.
        seconds: How long learning may take, about.
        progress: Is told how many epochs of a network are done, of how many at most.

    Raises:
        Refused: the task has no classes, there are too few rows, or too little is known of them.
    """
    if spec.task.type not in ("binary", "multiclass"):
        message = f"a probe asks which class a changed sample looks like, and a {spec.task.type} task has not one class a sample"
        raise Refused(Finding(codes.NOT_PROBED, ("task", "type"), message, "look at `specbuild preview`, and declare by what you see"))
    started, facts = time.perf_counter(), augmentation_facts(spec, data)
    found = [Reference(spec, plan, data, facts, seconds, progress=progress)]
    took = time.perf_counter() - started
    if isinstance(found[0].judge, Machine):
        found = list(_machines(spec, plan, data, facts))
    else:
        while len(found) < FOLDS and _fewest(found) < MOST and time.perf_counter() - started + took < seconds:
            found.append(Reference(spec, plan, data, facts, took, (len(found), FOLDS), progress=progress))
    right, leads = (np.concatenate([getattr(one, name) for one in found]) for name in ("right", "leads"))
    sure = sure_from(leads, right)
    if not (right & (leads >= sure)).any():
        message = (
            f"the reference knows {100 * right.mean():.0f} % of {len(right)} samples that it had not learnt from, and none of them surely"
        )
        more = "give it more rows, more epochs or another network"
        raise Refused(Finding(codes.NOT_PROBED, ("training",), message, more, about="header"))
    return Panel(tuple(found), sure)


def _machines(spec: Spec, plan: Plan, data: Data, facts: Facts) -> Iterator[Reference]:
    """Support vector machines, each of which changes another part of the rows, until there are enough of every class."""
    parts = min(FINER, int(np.unique(data.samples.targets[data.split.train], return_counts=True)[1].max()))
    found = list[Reference]()
    while len(found) < parts and (not found or _fewest(found) < MOST):
        found.append(Reference(spec, plan, data, facts, 0.0, (len(found), parts), machine=True))
        yield found[-1]


def _fewest(found: Sequence[Reference]) -> int:
    """How many rows are changed of the class that has fewest."""
    return int(np.unique(np.concatenate([one.true for one in found]), return_counts=True)[1].min())


def _divided(spec: Spec, data: Data, part: int, parts: int) -> tuple[np.ndarray, np.ndarray]:
    """The training rows to learn from, and those to change: of every class a part, and no copies of the others."""
    train, targets = data.split.train, data.samples.targets
    mixed = np.random.default_rng(seeds.stream(spec.seed, "probe")).permutation(train)
    looked_at = [
        members[part::parts][:MOST] for label in np.unique(targets[mixed]) if len(members := mixed[targets[mixed] == label]) >= FOLDS
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
