"""Two short trainings that find a broken experiment in a minute: one batch has to be learnt by heart, shuffled labels must not be learnt.

A network that cannot learn one batch by heart will learn nothing from many: its head, its loss, its learning rate or its input is wrong.
And where every content gets a label by lot, copies the same one, nothing is left to learn about other contents: whoever still predicts
the labels of validation rows better than chance has seen these rows in training.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

import keras
import numpy as np
from scipy import stats

from specbuild.checking.diagnostic import Finding
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective.objective import Objective
from specbuild.checking.plan.plan import Plan
from specbuild.running import codes, seeds
from specbuild.running.experiment.data import Data
from specbuild.running.experiment.finish import trivial_loss
from specbuild.running.experiment.setup import Setup, set_up
from specbuild.running.metrics import trivial
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.train.evaluate import weight_penalty
from specbuild.running.train.loop import fit

SECONDS = 45.0  # that each of the two may take
ONE_BATCH = 32  # rows, or fewer where the spec's batches are smaller
STEPS = 600  # over that batch
LEARNT = 0.1  # of the trivial predictor's loss: what is left once a batch is known by heart
SHUFFLED_ROWS, SHUFFLED_EPOCHS = 2000, 40
SURE = 0.001  # how rarely chance may be taken for a leak


@dataclass(frozen=True, slots=True)
class Check:
    """How one of the two went.

    Attributes:
        sentence: What was seen, with its numbers.
        finding: What is wrong; None where the experiment may go on.
    """

    sentence: str
    finding: Finding | None = None

    @property
    def passed(self) -> bool:
        """Whether the experiment may go on."""
        return self.finding is None

    @classmethod
    def failed(cls, code: str, table: str, sentence: str, help: str) -> Check:
        """A check that found something wrong with a table of the spec."""
        return cls(sentence, Finding(code, (table,), sentence, help=help, about="header"))


def canary(spec: Spec, plan: Plan, objective: Objective, data: Data) -> list[Check]:
    """Do both checks; the second only where there are validation rows.

    Args:
        spec: The spec, its sizes bound.
        plan: Its plan.
        objective: What training works towards.
        data: The data.
    """
    plain = replace(spec, augmentation=(), training=replace(spec.training, callbacks=(), class_weights=None))
    checks = [one_batch(plain, plan, objective, data)]
    if len(data.split.validation):
        checks.append(shuffled(plain, plan, objective, data))
    return checks


def one_batch(spec: Spec, plan: Plan, objective: Objective, data: Data) -> Check:
    """Can the network learn one batch by heart?"""
    rows = _spread(data, min(ONE_BATCH, spec.training.batch_size), spec.seed)
    setup = set_up(replace(spec, training=replace(spec.training, batch_size=len(rows))), plan, objective, _only(data, rows))
    goal = LEARNT * min(_loss(setup, rows), trivial_loss(setup) or np.inf)
    started, best = perf_counter(), np.inf

    def reached(step: int, loss: float) -> bool:
        nonlocal best
        # Also as it predicts: with Dropout the loss of training stays high even where all is known by heart.
        best = min(best, loss - weight_penalty(setup.built.model), _loss(setup, rows) if step % 10 == 0 else np.inf)
        return best <= goal or perf_counter() - started > SECONDS

    steps = _train(setup, STEPS, reached)
    if best <= goal:
        return Check(f"one batch of {len(rows)} rows was learnt by heart in {steps} steps")
    left = f"after {steps} steps its loss is still {best:.3g}, and {goal:.3g} was the goal"
    return Check.failed(
        codes.CANARY_BATCH,
        "training",
        f"the network cannot learn one batch of {len(rows)} rows by heart: {left}",
        "look at the head and its loss, at the scale of the input, and try another learning rate",
    )


def shuffled(spec: Spec, plan: Plan, objective: Objective, data: Data) -> Check:
    """Is what a network learns from labels drawn by lot worth nothing on the validation rows?"""
    random = np.random.default_rng(seeds.stream(spec.seed, "canary"))
    rows = np.sort(random.permutation(data.split.train)[:SHUFFLED_ROWS])
    targets = _by_lot(data, np.concatenate([rows, data.split.validation]), random)
    setup = set_up(spec, plan, objective, _only(replace(data, samples=replace(data.samples, targets=targets)), rows))
    started = perf_counter()
    _train(setup, SHUFFLED_EPOCHS, lambda step, loss: perf_counter() - started > SECONDS)
    found = setup.predict("validation")
    share, chance, likely = _luck(found, targets[rows])
    seen = f"{share}, and chance is {chance}"
    if likely > SURE:
        return Check(f"with shuffled labels nothing was learnt about the validation rows: {seen}")
    return Check.failed(
        codes.CANARY_SHUFFLED,
        "split",
        f"even with shuffled labels the network predicts the validation rows: {seen}",
        "copies of validation rows are among the training rows: let specbuild divide the data, which keeps copies together",
    )


def _by_lot(data: Data, rows: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """All targets, those of the rows exchanged between contents: copies of one content stay equal."""
    content = data.samples.groups.get("content")
    contents = np.asarray(data.samples.digests())[rows] if content is None else content[rows]
    _, first, which = np.unique(contents, return_index=True, return_inverse=True)
    targets = data.samples.targets.copy()
    targets[rows] = data.samples.targets[rows[random.permutation(first)]][which]
    return targets


class _Until(keras.callbacks.Callback):  # type: ignore[misc]  # keras is untyped
    """Stops training as soon as it is told to."""

    def __init__(self, reached: Callable[[int, float], bool]) -> None:
        super().__init__()
        self._reached = reached
        self.epochs = 0

    def on_epoch_end(self, epoch: int, logs: Mapping[str, float] | None = None) -> None:
        self.epochs = epoch + 1
        if self._reached(self.epochs, float((logs or {})["loss"])):
            self.model.stop_training = True


def _train(setup: Setup, epochs: int, reached: Callable[[int, float], bool]) -> int:
    until = _Until(reached)
    with setup.source.raising():
        fit(setup.built.model, setup.training(0), steps=setup.source.steps, epochs=epochs, callbacks=[until])
    return until.epochs


def _only(data: Data, rows: np.ndarray) -> Data:
    """The data with these rows alone to train on."""
    return replace(data, split=replace(data.split, train=rows))


def _spread(data: Data, count: int, seed: int) -> np.ndarray:
    """Some training rows, of as many classes as there are."""
    rows = np.random.default_rng(seeds.stream(seed, "canary")).permutation(data.split.train)
    if data.samples.classes and data.samples.targets.ndim == 1:
        _, turn = np.unique(data.samples.targets[rows], return_inverse=True)
        seen = np.zeros(len(rows), int)
        for number in range(turn.max() + 1):
            seen[turn == number] = np.arange((turn == number).sum())
        rows = rows[np.argsort(seen, kind="stable")]  # the first of each class, then the second of each ...
    return np.sort(rows[:count])


def _loss(setup: Setup, rows: np.ndarray) -> float:
    """The loss of the rows as the network predicts them, without what regularizers add."""
    batches = ((some, setup.data.store.take(some)) for some in np.split(rows, range(setup.batch, len(rows), setup.batch)))
    return setup.evaluator.evaluate(batches)["loss"] - weight_penalty(setup.built.model)


def _luck(found: Predictions, targets: np.ndarray) -> tuple[str, str, float]:
    """How good predictions are and what chance gives, in words, and how likely chance is at least that good."""
    if found.task == "regression":
        return _correlation(found)
    beside = trivial.predict(found, targets)
    right = (found.predicted == found.true).reshape(len(found), -1)
    by_chance = max(float((beside.predicted == beside.true).mean()), _agreement(found))
    likely = float(stats.binomtest(int(right.sum()), right.size, min(by_chance, 1.0), alternative="greater").pvalue)
    return f"{right.mean():.3f} of them right", f"{by_chance:.3f}", likely


def _agreement(found: Predictions) -> float:
    """The share that would be right if predictions and truth had nothing to do with each other."""
    true, said = (values.reshape(len(found), -1).astype(np.int64) for values in (found.true, found.predicted))
    width = int(max(true.max(), said.max())) + 1
    shares = [(np.bincount(column, minlength=width) / len(column)) for column in (*true.T, *said.T)]
    half = len(shares) // 2
    return float(np.mean([one @ other for one, other in zip(shares[:half], shares[half:], strict=True)]))


def _correlation(found: Predictions) -> tuple[str, str, float]:
    likely, strongest = 1.0, 0.0
    for true, said in zip(found.true.T, found.scores.T, strict=True):
        if len(true) > 2 and np.ptp(true) > 0 and np.ptp(said) > 0:
            told: Any = stats.pearsonr(true, said, alternative="greater")
            likely, strongest = min(likely, float(told.pvalue) * found.true.shape[1]), max(strongest, float(told.statistic))
    return f"a correlation of {strongest:.3f}", "0", likely
