"""The reference: the network of the spec, trained on un-augmented rows, and what lies near to a sample in its eyes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import keras
import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective.derive import derive
from specbuild.checking.plan.plan import Plan
from specbuild.running import codes, seeds
from specbuild.running.data.splits.split import Split
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.setup import set_up
from specbuild.running.train.evaluate import predict, probabilities
from specbuild.running.train.history import Epoch
from specbuild.running.train.loop import fit

SHARE, MOST = 0.3, 64  # of the training rows that are changed and looked at, and how many of a class at most
NEIGHBOURS, ROOM = 5, 0.99  # samples that are asked, and the share of unchanged samples that count as like the others
DIMENSIONS, NUMBERS, REMEMBERED = 64, 4096, 4096  # of a view, of a sample compared as it is, rows compared with: at most
SEEN, LARGE = ("picture", "volume", "clip"), 16  # kinds that are also looked at a pixel aside, from so many pixels on
UNLIKE_ITSELF = ("text", "audio")  # kinds whose raw numbers say nothing of how alike two samples are


@dataclass(frozen=True, slots=True)
class Landing:
    """Where samples land.

    Attributes:
        classes: What the network takes them for, of shape (samples,).
        neighbours: The class of most of their nearest neighbours among the rows that it learnt from; -1 where the views disagree.
        alike: Whether they are as near to some row that it learnt from as unchanged samples are.
    """

    classes: np.ndarray
    neighbours: np.ndarray
    alike: np.ndarray


class Reference:
    """A trained reference, and the rows that are to be changed: the network has not seen them."""

    def __init__(self, spec: Spec, plan: Plan, data: Data, seconds: float) -> None:
        """Train it.

        Args:
            spec: The spec; its augmentation and its callbacks are left out.
            plan: Its plan, with all sizes bound.
            data: The data.
            seconds: How long training may take.

        Raises:
            Refused: the task has no classes, or there are too few rows.
        """
        if spec.task.type not in ("binary", "multiclass"):
            message = f"a probe asks which class a changed sample looks like, and a {spec.task.type} task has not one class a sample"
            raise Refused(Finding(codes.NOT_PROBED, ("task", "type"), message, "look at `specbuild preview`, and declare by what you see"))
        self.spec = replace(spec, augmentation=(), training=replace(spec.training, callbacks=()))
        learnt, self.rows = _divided(spec, data)
        nothing = learnt[:0]
        self.data = replace(data, split=Split(learnt, nothing, nothing))
        self.objective = derive(self.spec, plan, validated=False)
        self.setup = set_up(self.spec, plan, self.objective, self.data)
        self.epochs = self._train(seconds)
        self._features = keras.Model(self.setup.built.model.inputs, _before_the_head(self.setup.built.model))
        self._learn(learnt)

    def _train(self, seconds: float) -> int:
        started, model = time.perf_counter(), self.setup.built.model

        def on_epoch(_: Epoch) -> None:
            model.stop_training = model.stop_training or time.perf_counter() - started > seconds

        history = fit(model, self.setup.training(0), steps=self.setup.source.steps, epochs=self.spec.training.epochs, on_epoch=on_epoch)
        return history.epochs

    def _learn(self, rows: np.ndarray) -> None:
        """Remember the rows that the network learnt from, in its eyes and as they are, and how near to them unchanged samples come."""
        some = rows[:REMEMBERED]
        samples = self.data.store.take(some)
        self._views = [View(self._of, self._shifts, samples)]
        if self.setup.source.pipeline.facts.kind not in UNLIKE_ITSELF:
            self._views.append(View(coarse, self._shifts, samples))
        self._labels = self.data.samples.targets[some].astype(int)
        unchanged, true = self.data.store.take(self.rows), self.data.samples.targets[self.rows].astype(int)
        self.right = self._classes(unchanged) == true
        self.accuracy = float(self.right.mean())
        for view in self._views:
            view.make_room(unchanged[self.right] if self.right.any() else unchanged, self._labels)

    def land(self, samples: np.ndarray) -> Landing:
        """Where samples land, of shape (samples, *shape)."""
        found = [view.nearest(samples, self._labels) for view in self._views]
        alike = np.all([near.distances <= view.room for view, near in zip(self._views, found, strict=True)], axis=0)
        agreed = np.all([near.votes == found[0].votes for near in found], axis=0)
        return Landing(self._classes(samples), np.where(agreed, found[0].votes, -1), alike)

    def _classes(self, samples: np.ndarray) -> np.ndarray:
        """What the network takes samples for, in the mean of the shifts."""
        scores = np.mean([self._scores(shifted) for shifted in self._shifts(samples)], axis=0)
        return (scores.reshape(-1) >= 0.5).astype(int) if scores.shape[1] == 1 else np.asarray(scores.argmax(axis=1))

    def _scores(self, samples: np.ndarray) -> np.ndarray:
        outputs = np.concatenate([found for _, _, found in predict(self.setup.built.model, self._batches(samples), size=self.setup.batch)])
        return probabilities(outputs, self.objective.task, self.objective.outputs)

    def _shifts(self, samples: np.ndarray) -> list[np.ndarray]:
        """The samples, and where they are pictures of some size, the same a pixel aside: a flip can move what it shows by one."""
        across = samples.ndim - 2
        if self.setup.source.pipeline.facts.kind not in SEEN or min(samples.shape[across - 1 : across + 1]) < LARGE:
            return [samples]
        return [samples, *(np.roll(samples, step, (across - 1, across)) for step in ((1, 1), (1, -1), (-1, 1), (-1, -1)))]

    def _of(self, samples: np.ndarray) -> np.ndarray:
        found = [features for _, _, features in predict(self._features, self._batches(samples), size=self.setup.batch)]
        return np.concatenate(found).reshape(len(samples), -1)

    def _batches(self, samples: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for start in range(0, len(samples), self.setup.batch):
            some = samples[start : start + self.setup.batch]
            yield np.arange(start, start + len(some)), some


class Near(NamedTuple):
    """What lies near to samples: how far the nearest row is, and the class of most of the nearest ones, both of shape (samples,)."""

    distances: np.ndarray
    votes: np.ndarray


class View:
    """One way of seeing samples, and the rows that the network learnt from as they are seen so."""

    def __init__(
        self, see: Callable[[np.ndarray], np.ndarray], shifts: Callable[[np.ndarray], list[np.ndarray]], samples: np.ndarray
    ) -> None:
        from sklearn.decomposition import PCA
        from sklearn.neighbors import NearestNeighbors

        seen = see(samples)
        self._see, self._shifts = see, shifts
        self._reduce = PCA(min(DIMENSIONS, *seen.shape), random_state=0).fit(seen) if seen.shape[1] > DIMENSIONS else None
        self._near = NearestNeighbors(n_neighbors=min(NEIGHBOURS, len(samples))).fit(self._reduced(seen))
        self.room = 0.0

    def make_room(self, unchanged: np.ndarray, labels: np.ndarray) -> None:
        """Take the distances of unchanged samples, which nothing here is made of, for how near is near."""
        self.room = float(np.quantile(self.nearest(unchanged, labels).distances, ROOM))

    def nearest(self, samples: np.ndarray, labels: np.ndarray) -> Near:
        """What lies nearest to samples, each in the shift that comes nearest.

        Args:
            samples: Of shape (samples, *shape).
            labels: The class of each row.
        """
        found = [self._near.kneighbors(self._reduced(self._see(shifted))) for shifted in self._shifts(samples)]
        distances = np.stack([distance[:, 0] for distance, _ in found])
        best, every = distances.argmin(axis=0), np.arange(len(samples))
        places = np.stack([place for _, place in found])[best, every]
        return Near(distances[best, every], np.array([np.bincount(labels[some]).argmax() for some in places]))

    def _reduced(self, seen: np.ndarray) -> np.ndarray:
        return seen if self._reduce is None else np.asarray(self._reduce.transform(seen), "float32")


def coarse(samples: np.ndarray) -> np.ndarray:
    """Samples as they are, as rows of numbers; large ones made coarser by taking means of neighbours."""
    seen = np.nan_to_num(samples.astype("float32"))
    while np.prod(seen.shape[1:]) > NUMBERS and any(size > 1 for size in seen.shape[1:-1]):
        axis = 1 + int(np.argmax(seen.shape[1:-1]))
        whole = np.take(seen, range(seen.shape[axis] // 2 * 2), axis=axis)
        parted = whole.reshape(*whole.shape[:axis], whole.shape[axis] // 2, 2, *whole.shape[axis + 1 :])
        seen = parted.mean(axis=axis + 1)
    return np.asarray(seen.reshape(len(samples), -1))


def _divided(spec: Spec, data: Data) -> tuple[np.ndarray, np.ndarray]:
    """The training rows to learn from, and those to change: of every class a share, and no copies of the others."""
    train, targets = data.split.train, data.samples.targets
    mixed = np.random.default_rng(seeds.stream(spec.seed, "probe")).permutation(train)
    looked_at = [
        members[: min(MOST, int(SHARE * len(members)))]
        for label in np.unique(targets[mixed])
        if len(members := mixed[targets[mixed] == label])
    ]
    rows = np.concatenate(looked_at) if looked_at else mixed[:0]
    content = data.samples.groups.get("content")
    others = np.setdiff1d(train, rows)
    if content is not None:
        others = others[~np.isin(content[others], content[rows])]
    if not len(rows) or not len(others):
        message = f"{len(train)} training rows are too few to learn from some and to change the others"
        raise Refused(Finding(codes.NOT_PROBED, ("split",), message, "a probe needs at least 4 training rows of a class", about="header"))
    return np.random.default_rng(0).permutation(others), rows


def _before_the_head(model: Any) -> Any:
    """What goes into the last layer that has weights: how the network sees a sample before it names it."""
    return next(layer for layer in reversed(model.layers) if layer.weights).input
