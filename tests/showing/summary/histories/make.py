"""Train real networks with known causes on real data, and keep the numbers of their epochs.

    python tests/showing/summary/histories/make.py first     the digits: for setting the thresholds of the verdict
    python tests/showing/summary/histories/make.py second    breast cancer and wine, other seeds: for the figures that count

Each cause is built into a training on purpose; what the verdict ought to say of it follows from the cause, not from the curves.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from sklearn import datasets

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Recipe:
    """A training with its cause built in.

    `validation` rows are held out; `rows` of the others are trained on; `leaked` is how often the held-out rows stand among the training
    rows as well; `noise` is the share of other training labels that are wrong then, as in the data of people who paste files together.
    """

    cause: str
    data: str
    seed: int
    rows: int = 1000
    validation: int = 350
    epochs: int = 30
    units: tuple[int, ...] = (64,)
    rate: float = 0.001
    optimizer: str = "Adam"
    batch: int = 32
    dropout: float = 0.0
    shuffled: bool = False
    leaked: int = 0
    noise: float = 0.0
    stop: bool = False


def first() -> list[Recipe]:
    """Trainings on the digits."""
    found = []
    for seed in range(8):
        wide = (64, 128, 256, 64)[seed % 4]
        found += [
            Recipe("healthy", "digits", seed, units=(wide,), epochs=18 + seed),
            Recipe("healthy", "digits", 100 + seed, units=(128, 64), dropout=0.3 + 0.03 * seed, epochs=30, batch=32),
            Recipe("healthy", "digits", 200 + seed, units=(32 + 8 * seed,), epochs=60, stop=True, rate=0.002),
            Recipe("too few samples", "digits", seed, rows=40 + 10 * seed, units=(128, 128), epochs=80, batch=8),
            Recipe("too large a network", "digits", seed, rows=300, noise=0.15, units=(512, 512), epochs=40 + 2 * seed),
            Recipe("shuffled labels", "digits", seed, rows=600, units=(256, 256), shuffled=True, epochs=40, rate=0.001 + 0.0002 * seed),
            Recipe("learning rate too high", "digits", seed, units=(64, 64), optimizer="SGD", rate=(3.0, 10.0, 30.0, 100.0)[seed % 4]),
            Recipe("leaked rows", "digits", seed, rows=500, leaked=1 + seed % 3, noise=0.1 + 0.02 * seed, units=(64,), epochs=20),
            Recipe("tiny validation", "digits", seed, validation=8 + 2 * seed, epochs=25),
            Recipe("too few epochs", "digits", seed, epochs=3 + seed % 3, rate=0.0003, units=(32,)),
            Recipe("under-fitting", "digits", seed, epochs=15, rate=1e-6 * (1 + seed), units=(16,)),
        ]  # fmt: skip
    return found


def second() -> list[Recipe]:
    """Trainings on data of other people, with other seeds."""
    found = []
    for number in range(8):
        seed = 1000 + 17 * number
        data = ("cancer", "wine")[number % 2]
        rows, validation = (380, 150) if data == "cancer" else (110, 60)
        same: dict[str, Any] = {"data": data, "rows": rows, "validation": validation, "batch": 16}
        found += [
            Recipe("healthy", seed=seed, **same, units=(16,), epochs=25 if data == "cancer" else 40, rate=0.001, dropout=0.1),
            Recipe("healthy", seed=seed + 1, **same, units=(32,), dropout=0.3, epochs=30 if data == "cancer" else 45),
            Recipe("healthy", seed=seed + 2, **same, units=(24, 12), epochs=80, stop=True, rate=0.002),
            Recipe("too few samples", seed=seed, **{**same, "rows": 16 + number}, units=(128, 128), epochs=120, noise=0.1),
            Recipe("too large a network", seed=seed, **same, noise=0.15, units=(512, 512), epochs=50),
            Recipe("shuffled labels", seed=seed, **same, units=(256, 256), shuffled=True, epochs=60),
            Recipe("learning rate too high", seed=seed, **same, units=(64, 64), optimizer="SGD", rate=(10.0, 30.0, 100.0)[number % 3]),
            Recipe("leaked rows", seed=seed, **same, leaked=1 + number % 3, noise=0.15 + 0.02 * number, units=(64,), epochs=25),
            Recipe("tiny validation", seed=seed, **{**same, "validation": 7 + 2 * number}, units=(16,), epochs=25),
            Recipe("too few epochs", seed=seed, **same, epochs=3 + number % 3, rate=0.0003 if data == "cancer" else 0.001, units=(16,)),
            Recipe("under-fitting", seed=seed, **same, epochs=20, rate=1e-6 * (1 + number), units=(8,)),
        ]  # fmt: skip
    return found


def train(recipe: Recipe) -> dict[str, Any]:
    """The numbers of every epoch of a training."""
    inputs, targets = _data(recipe.data)
    random = np.random.default_rng(recipe.seed)
    order = random.permutation(len(targets))
    held, others = order[: recipe.validation], order[recipe.validation : recipe.validation + recipe.rows]
    train_inputs, train_targets = inputs[others], targets[others].copy()
    if recipe.noise:
        wrong = random.random(len(others)) < recipe.noise
        train_targets[wrong] = random.integers(0, targets.max() + 1, wrong.sum())
    if recipe.shuffled:
        train_targets = random.permutation(train_targets)
    if recipe.leaked:
        train_inputs = np.concatenate([train_inputs, *[inputs[held]] * recipe.leaked])
        train_targets = np.concatenate([train_targets, *[targets[held]] * recipe.leaked])
    keras.utils.set_random_seed(recipe.seed)
    model = _model(recipe, inputs.shape[1], int(targets.max()) + 1)
    stop = [keras.callbacks.EarlyStopping("val_loss", patience=4, restore_best_weights=True)] if recipe.stop else []
    history = model.fit(
        train_inputs, train_targets, batch_size=recipe.batch, epochs=recipe.epochs, validation_data=(inputs[held], targets[held]),
        verbose=0, callbacks=stop,
    ).history  # fmt: skip
    shares = np.bincount(train_targets) / len(train_targets)
    trivial = float(-(shares[shares > 0] * np.log(shares[shares > 0])).sum())
    return {
        **{key: value for key, value in asdict(recipe).items() if key in ("cause", "data", "seed", "validation", "dropout")},
        "trivial": round(trivial, 5),
        "history": {name: [float(f"{value:.5g}") for value in values] for name, values in history.items()},
    }


def _model(recipe: Recipe, features: int, classes: int) -> keras.Model:
    layers: list[keras.Layer] = [keras.Input((features,))]
    for units in recipe.units:
        layers.append(keras.layers.Dense(units, activation="relu"))
        layers += [keras.layers.Dropout(recipe.dropout)] if recipe.dropout else []
    model = keras.Sequential([*layers, keras.layers.Dense(classes)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(getattr(keras.optimizers, recipe.optimizer)(recipe.rate), loss, metrics=["accuracy"])
    return model


def _data(name: str) -> tuple[np.ndarray, np.ndarray]:
    raw = {"digits": datasets.load_digits, "cancer": datasets.load_breast_cancer, "wine": datasets.load_wine}[name]()
    spread = raw.data.std(axis=0)
    return ((raw.data - raw.data.mean(axis=0)) / np.where(spread, spread, 1)).astype("float32"), raw.target


if __name__ == "__main__":
    kind = sys.argv[1]
    made = []
    for recipe in {"first": first, "second": second}[kind]():
        made.append(train(recipe))
        keras.backend.clear_session()
        print(f"{len(made):3} {recipe.cause}", file=sys.stderr, flush=True)
    lines = ",\n".join(json.dumps(one) for one in made)
    (HERE / f"{kind}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
