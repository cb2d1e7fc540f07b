"""Real digits, a small network with Dropout, and a run of it that can be stopped and resumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import pytest

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec, Training
from specbuild.checking.grammar.tables.task import Task
from specbuild.checking.objective.derive import derive
from specbuild.checking.objective.objective import Objective
from specbuild.checking.plan.plan import Plan
from specbuild.running.model.build import build
from specbuild.running.model.objects import make
from specbuild.running.train.compile import compile_model
from specbuild.running.train.evaluate import Evaluator
from specbuild.running.train.history import History
from specbuild.running.train.loop import fit
from specbuild.running.train.state import State
from specbuild.running.train.targets import encode

BATCH = 32
SHAPE = (8, 8, 1)


@dataclass(frozen=True, repr=False)  # Hypothesis prints what a law was given, and a state has a hundred thousand bytes
class Digits:
    """A few of the bundled digits."""

    pictures: np.ndarray
    targets: np.ndarray
    training: np.ndarray
    validation: np.ndarray

    def read(self, rows: np.ndarray) -> np.ndarray:
        return self.pictures[rows]

    def batches(self, rows: np.ndarray, size: int = BATCH) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        return ((rows[start : start + size], self.read(rows[start : start + size])) for start in range(0, len(rows), size))

    def stream(self, first_epoch: int, steps: int, targets: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        epoch = first_epoch
        while True:
            order = np.random.default_rng([7, epoch]).permutation(self.training)
            for step in range(steps):
                rows = order[step * BATCH : (step + 1) * BATCH]
                yield self.pictures[rows].astype("float32"), targets[rows]
            epoch += 1


@dataclass(frozen=True, repr=False)
class Run:
    """What a run left behind."""

    model: keras.Model
    history: History
    states: Sequence[bytes]
    evaluator: Evaluator
    objective: Objective

    def same_as(self, other: Run) -> bool:
        mine, theirs = self.model.get_weights(), other.model.get_weights()
        return self.history == other.history and all(np.array_equal(one, two) for one, two in zip(mine, theirs, strict=True))


@pytest.fixture(scope="session")
def digits() -> Digits:
    from sklearn.datasets import load_digits

    loaded = load_digits()
    return Digits(loaded.images[:600, ..., None].astype("uint8"), loaded.target[:600].astype("int64"), np.arange(448), np.arange(448, 600))


@pytest.fixture(scope="session")
def spec() -> Callable[..., Spec]:
    """Makes a spec: `spec(callbacks=[("EarlyStopping", {...})], epochs=3, head={"activation": ...})`."""

    def of(
        callbacks: Sequence[tuple[str, Mapping[str, Any]]] = (),
        optimizer: tuple[str, Mapping[str, Any]] = ("Adam", {}),
        epochs: int = 4,
        steps_per_execution: int | str = 1,
        loss: Entry | None = None,
        metrics: tuple[Entry, ...] = (),
        before: Sequence[tuple[str, Mapping[str, Any]]] = (),
        head: Mapping[str, Any] = {},
    ) -> Spec:
        rows = [
            ("Rescaling", {"scale": 1 / 16}),
            ("Flatten", {}),
            *before,
            ("Dropout", {"rate": 0.3}),
            ("Dense", {"units": "classes", **head}),
        ]
        tables = ["preprocessing" if type_ == "Rescaling" else "layers" for type_, _ in rows]
        layers = tuple(
            Entry(type_, table, given, path=("layers", place))
            for place, ((type_, given), table) in enumerate(zip(rows, tables, strict=True))
        )
        training = Training(
            epochs,
            BATCH,
            Entry(optimizer[0], "optimizers", optimizer[1], path=("training", "optimizer")),
            loss,
            metrics,
            tuple(
                Entry(type_, "callbacks", given, path=("training", "callbacks", place)) for place, (type_, given) in enumerate(callbacks)
            ),
            None,
            steps_per_execution,
        )
        loader, split = Entry("bundled", "loaders", {"name": "digits"}), Entry("random", "splits", {})
        return Spec(1, "digits", 7, "auto", Task(type="multiclass"), loader, split, {}, (), (), layers, training)

    return of


@pytest.fixture(scope="session")
def run(digits: Digits) -> Callable[..., Run]:
    """Runs a spec on the digits, or goes on with one: `run(spec(), state=...)`; more arguments go to `fit`."""

    def go(spec: Spec, state: State | None = None, validated: bool = True, guard: Any = None, **more: Any) -> Run:
        objective = derive(spec, Plan(None, (), complete=True), validated=validated)
        model = build(spec, SHAPE, {"classes": 10}, ()).model
        steps = len(digits.training) // BATCH
        compile_model(model, spec.training, objective, steps=steps, multiply_adds=1000)
        targets = encode(digits.targets, objective, 10)
        evaluator = Evaluator(model, objective, targets, size=BATCH)
        states: list[bytes] = []
        options: dict[str, Any] = (
            {"validate": lambda epoch: evaluator.evaluate(digits.batches(digits.validation), guard, epoch=epoch)} if validated else {}
        )
        options |= {"save": lambda one: states.append(one.to_bytes()), "epochs": spec.training.epochs, **more}
        callbacks = [make(entry) for entry in spec.training.callbacks]
        feed = stream(digits.stream, state.epoch if state else 0, steps, targets)
        history = fit(model, feed, steps=steps, callbacks=callbacks, state=state, **options)
        return Run(model, history, states, evaluator, objective)

    return go


def stream(batches: Callable[..., Iterator[Any]], first_epoch: int, steps: int, targets: np.ndarray) -> Any:
    if keras.backend.backend() != "tensorflow":
        return batches(first_epoch, steps, targets)
    import tensorflow as tf

    signature = (tf.TensorSpec((None, *SHAPE), tf.float32), tf.TensorSpec((None, *targets.shape[1:]), targets.dtype))
    options = tf.data.Options()
    options.autotune.enabled = False
    return tf.data.Dataset.from_generator(lambda: batches(first_epoch, steps, targets), output_signature=signature).with_options(options)
