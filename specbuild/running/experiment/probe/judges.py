"""Who says what a sample is: the network of the spec, or a support vector machine on the samples as they are or made coarser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol

import keras
import numpy as np

from specbuild.checking.grammar.entries import read_one
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.meaning.presets import declared
from specbuild.checking.objective.derive import derive
from specbuild.checking.plan.plan import Plan
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.probe.coarse import PENALTY
from specbuild.running.experiment.probe.surely import ahead
from specbuild.running.experiment.probe.views import LARGE, SEEN, View, shifts
from specbuild.running.experiment.setup import set_up
from specbuild.running.train.evaluate import predict, probabilities
from specbuild.running.train.history import Epoch
from specbuild.running.train.loop import fit

ASIDE = 0.08  # share of the size by which what the network learns from is moved, where that carries no meaning
COPIED = 8192  # up to how many rows the machine also learns from the same a pixel aside


class Judge(Protocol):
    """Says of samples which class each is."""

    said: str

    def scores(self, samples: np.ndarray) -> np.ndarray:
        """How much speaks for each class, of shape (samples, classes); by how much the greatest leads says how sure that is."""
        ...


class Network:
    """The network of the spec, without the spec's augmentation; it sees every picture moved a little, or it would know only its place."""

    said = "the network of the spec"

    def __init__(self, spec: Spec, plan: Plan, data: Data, facts: Facts, seconds: float, progress: Callable[[int, int], None]) -> None:
        """Train it.

        Args:
            spec: The spec; its augmentation and its callbacks are left out.
            plan: Its plan, with all sizes bound.
            data: The data, with the training rows that it may learn from.
            facts: What is known of the samples.
            seconds: How long training may take.
            progress: Is told how many epochs are done, of how many at most.
        """
        steady = replace(spec, augmentation=tuple(moving(spec, facts)), training=replace(spec.training, callbacks=()))
        self._objective = derive(steady, plan, validated=False)
        self._setup = set_up(steady, plan, self._objective, data)
        started, model = time.perf_counter(), self._setup.built.model

        def on_epoch(epoch: Epoch) -> None:
            progress(epoch.number, spec.training.epochs)
            model.stop_training = model.stop_training or time.perf_counter() - started > seconds

        fit(model, self._setup.training(0), steps=self._setup.source.steps, epochs=spec.training.epochs, on_epoch=on_epoch)
        self._features = keras.Model(model.inputs, _before_the_head(model))

    def scores(self, samples: np.ndarray) -> np.ndarray:
        """Probabilities of shape (samples, classes)."""
        found = probabilities(self._through(self._setup.built.model, samples), self._objective.task, self._objective.outputs)
        return found if found.shape[1] > 1 else np.hstack([1 - found, found])

    def features(self, samples: np.ndarray) -> np.ndarray:
        """Samples in the eyes of the network, as rows of numbers."""
        return self._through(self._features, samples).reshape(len(samples), -1)

    def _through(self, model: Any, samples: np.ndarray) -> np.ndarray:
        return np.concatenate([found for _, _, found in predict(model, self._batches(samples), size=self._setup.batch)])

    def _batches(self, samples: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for start in range(0, len(samples), self._setup.batch):
            some = samples[start : start + self._setup.batch]
            yield np.arange(start, start + len(some)), some


class Machine:
    """A support vector machine with a radial kernel on a view of the samples: from few rows it learns more than most networks."""

    said = "a support vector machine, which knew more of the samples than the network of the spec"

    def __init__(self, view: View, kind: str, samples: np.ndarray, labels: np.ndarray) -> None:
        from sklearn.svm import SVC

        copies = shifts(samples, kind)
        copies = copies if len(copies) * len(samples) <= COPIED else copies[:1]
        seen = np.concatenate([view.reduced(one) for one in copies])
        self._view = view
        self._machine = SVC(C=PENALTY, decision_function_shape="ovo").fit(seen, np.tile(labels, len(copies)))
        self._classes = int(labels.max()) + 1

    def scores(self, samples: np.ndarray) -> np.ndarray:
        """How far each class is on its side of the border to its strongest rival, of shape (samples, classes)."""
        scores = np.full((len(samples), self._classes), -np.inf)
        scores[:, self._machine.classes_] = ahead(self._machine.decision_function(self._view.reduced(samples)))
        return scores


def moving(spec: Spec, facts: Facts) -> Iterator[Entry]:
    """What moves pictures, volumes and clips a little, as far as the spec lets it."""
    bearing = declared(spec.meaning).get("position", ASIDE)
    far = 0.0 if bearing == "matters" else ASIDE if bearing == "free" else min(ASIDE, float(bearing))
    across = facts.shape[-3:-1]
    if facts.kind not in SEEN or min(across) < LARGE or not far:
        return
    type_, axes = (
        ("RandomTranslation3D", ("depth", "height", "width")) if facts.kind == "volume" else ("RandomTranslation", ("height", "width"))
    )
    written = {"type": type_, **{f"{axis}_factor": far for axis in axes}, "fill_mode": "nearest"}
    entry, wrong = read_one(written, "augmentations", ("augmentation", 0))
    assert entry is not None, wrong
    yield entry


def _before_the_head(model: Any) -> Any:
    """What goes into the last layer that has weights: how the network sees a sample before it names it."""
    return next(layer for layer in reversed(model.layers) if layer.weights).input
