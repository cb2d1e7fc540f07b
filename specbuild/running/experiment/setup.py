"""The network, the training stream and the evaluation of one experiment, ready to train."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective.objective import Objective
from specbuild.checking.plan.plan import Plan
from specbuild.checking.plan.size import Size, bind
from specbuild.running.data.feeding.feed import stream
from specbuild.running.data.feeding.source import Source
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.source import source_of
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.model.agreement import check
from specbuild.running.model.build import Built, build
from specbuild.running.model.fit import fit as fit_preprocessing
from specbuild.running.model.objects import make
from specbuild.running.model.part import Fitted
from specbuild.running.model.pretrained import pretrain
from specbuild.running.model.unit import Unit
from specbuild.running.train import places
from specbuild.running.train.compile import compile_model
from specbuild.running.train.evaluate import Evaluator, probabilities
from specbuild.running.train.guard import Guard
from specbuild.running.train.targets import encode

MOST_ROWS = 256  # that evaluation gives the network at once
MOST_BYTES = 64 * 2**20  # that these rows may take


@dataclass(frozen=True, slots=True)
class Setup:
    """All that training and evaluation need.

    Attributes:
        spec: The spec.
        objective: Loss and metrics.
        data: The samples and their parts.
        built: The compiled network.
        fitted: What each preprocessing layer learnt.
        callbacks: The callbacks of the spec, made.
        source: What training batches are made of.
        evaluator: What measures the network.
        batch: Rows that evaluation gives the network at once.
        guards: What watches the rows of validation and test.
    """

    spec: Spec
    objective: Objective
    data: Data
    built: Built
    fitted: Sequence[Fitted]
    callbacks: Sequence[Any]
    source: Source
    evaluator: Evaluator
    batch: int
    guards: Mapping[str, Guard]

    def training(self, first_epoch: int) -> Iterable[Any]:
        """The endless stream of augmented training batches."""
        return stream(self.source, first_epoch)

    def validate(self) -> Callable[[int], Mapping[str, float]] | None:
        """What measures the validation rows in an epoch; None where there are none."""
        if not len(self.data.split.validation):
            return None
        return lambda epoch: self.evaluator.evaluate(self.batches("validation"), self.guards["validation"], epoch=epoch)

    def batches(self, part: str) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Row numbers and samples of a part, un-augmented, in the order of the rows."""
        rows = self.data.split.rows(part)
        for start in range(0, len(rows), self.batch):
            some = rows[start : start + self.batch]
            yield some, self.data.store.take(some)

    def settle(self) -> None:
        """Find the places of a batch that rows may stand in without a change of any bit; once the network is trained."""
        self.evaluator.places = places.even(self.built.model, self.data.store.take(self.data.split.train[: self.batch]), size=self.batch)

    def predict(self, part: str) -> Predictions:
        """What the network says of the rows of a part."""
        samples, outputs = self.data.samples, []
        self.evaluator.evaluate(self.batches(part), self.guards.get(part), see=lambda _, batch: outputs.append(batch))
        rows = self.data.split.rows(part)
        scores = probabilities(np.concatenate(outputs), self.objective.task, self.objective.outputs)
        true = samples.targets[rows]
        names = samples.classes or samples.target_names
        if self.objective.task == "regression":
            true = true.reshape(len(rows), -1)
        return Predictions(self.objective.task, [samples.ids[row] for row in rows], true, scores, names, self.objective.threshold)


def set_up(spec: Spec, plan: Plan, objective: Objective, data: Data) -> Setup:
    """Put an experiment together.

    Args:
        spec: The spec.
        plan: Its plan, with all sizes bound.
        objective: What training works towards.
        data: The data.

    Raises:
        Refused: the data or Keras contradict the spec.
    """
    samples, train = data.samples, data.split.train
    targets = encode(samples.targets, objective, len(samples.classes))
    source = source_of(spec, objective, data)
    unit = Unit.of(targets[train]) if objective.scaled else None
    fitted = fit_preprocessing(spec.preprocessing, samples.shape, data.store.take, train)
    built = build(spec, samples.shape, data.known, fitted, unit)
    check(built, plan)
    pretrain(built, spec, data.base)
    multiply_adds = sum(_known(step.planned.multiply_adds, data.known) for step in plan.steps)
    compile_model(built.model, spec.training, objective, steps=source.steps, multiply_adds=multiply_adds, unit=unit)
    batch = int(np.clip(MOST_BYTES // max(1, int(np.prod(samples.shape)) * 4), 1, MOST_ROWS))
    evaluator = Evaluator(built.model, objective, targets, size=batch, unit=unit)
    guards = {part: Guard(part, samples.read, samples.ids) for part in ("validation", "test")}
    callbacks = [make(callback) for callback in spec.training.callbacks]
    return Setup(spec, objective, data, built, fitted, callbacks, source, evaluator, batch, guards)


def _known(size: Size, known: Mapping[str, int]) -> int:
    number = bind(size, known)
    assert isinstance(number, int), f"the data do not tell {number}"
    return number
