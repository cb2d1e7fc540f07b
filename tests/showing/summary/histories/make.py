"""Train real networks with known causes on real and made data, and keep the numbers of their epochs.

    python tests/showing/summary/histories/make.py first     the digits
    python tests/showing/summary/histories/make.py second    breast cancer and wine, other seeds
    python tests/showing/summary/histories/make.py third     points, clusters, numbers, photographs: made after the rule was frozen

`first.json` and `second.json` are older than `truth.py`: their trainings were made by `fit` and are named by their recipe alone.

Each cause is built into a training on purpose, and `truth.py` sees whether it took, from what the verdict never sees: how the same training
goes on, and rows that are in no part of it. What did not take is kept apart (`"took": false`) and counts for nothing. No verdict is asked
for here.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path
from typing import Any

os.environ["KERAS_BACKEND"] = "jax"

import jax
import keras
import numpy as np
from data import DATA, Rows
from recipe import Recipe, first, second, third
from truth import Truth, took

HERE = Path(__file__).parent
SETS = {"first": first, "second": second, "third": third}


def train(recipe: Recipe) -> dict[str, Any]:
    """The numbers of every epoch of a training, and whether its cause took."""
    inputs, targets = DATA[recipe.data]()
    classes = int(targets.max()) + 1 if np.issubdtype(targets.dtype, np.integer) else 0
    random = np.random.default_rng(recipe.seed)
    order = random.permutation(len(targets))
    held, others, rest = np.split(order, [recipe.validation, recipe.validation + recipe.rows])
    # Rows that were leaked into the training cannot tell the truth; others of validation can, where there are few besides.
    apart = rest if recipe.leaked else np.concatenate([held, rest])
    train_inputs, train_targets = inputs[others], targets[others].copy()
    if recipe.noise:
        wrong = random.random(len(others)) < recipe.noise
        train_targets[wrong] = random.integers(0, classes, wrong.sum()) if classes else random.permutation(targets)[: wrong.sum()]
    if recipe.shuffled:
        train_targets = random.permutation(train_targets)
    if recipe.leaked:
        train_inputs = np.concatenate([train_inputs, *[inputs[held]] * recipe.leaked])
        train_targets = np.concatenate([train_targets, *[targets[held]] * recipe.leaked])
    keras.utils.set_random_seed(recipe.seed)
    rows, batch = len(train_targets), min(recipe.batch, len(train_targets))
    orders = np.stack([random.permutation(rows)[: rows // batch * batch].reshape(-1, batch) for _ in range(2 * recipe.epochs)])
    losses = _losses(recipe, (train_inputs, train_targets), orders, (inputs[held], targets[held]), (inputs[apart], targets[apart]), classes)
    training, validation, outside = (np.asarray(one, float) for one in losses)
    ended, kept = _end(recipe, validation)
    trivial = _trivial(train_targets, classes)
    truth = Truth(outside[: 2 * ended], validation[: 2 * ended], training[: 2 * ended], epochs=ended, kept=kept, trivial=trivial)
    return {
        **{key: value for key, value in asdict(recipe).items() if key in ("cause", "data", "seed", "validation", "dropout")},
        "took": took(recipe.cause, truth),
        "kept": kept,
        "trivial": round(trivial, 5),
        "history": {"loss": _short(training[:ended]), "val_loss": _short(validation[:ended])},
    }  # fmt: skip


def _losses(recipe: Recipe, rows: Rows, orders: np.ndarray, held: Rows, apart: Rows, classes: int) -> tuple[Any, Any, Any]:
    """Training loss (mean over an epoch), validation loss and loss on rows apart, each of shape (epochs,)."""
    made = (rows[0].shape[1:], classes, recipe.units, recipe.dropout, recipe.optimizer)
    model, optimizer = _made(*made)
    optimizer.learning_rate = recipe.rate
    values = ([one.value for one in some] for some in (model.trainable_variables, model.non_trainable_variables, optimizer.variables))
    return _loop(*made)(tuple(values), rows, orders, (held, apart))  # type: ignore[no-any-return]


@cache
def _loop(*made: Any) -> Any:
    """A compiled training of a kind of network; compiled once for trainings of the same sizes."""
    model, optimizer = _made(*made)

    def loss(weights: Any, others: Any, inputs: Any, targets: Any, training: bool) -> tuple[Any, Any]:
        said, others = model.stateless_call(weights, others, inputs, training=training)
        return model.loss(targets, said), others

    def epoch(rows: Rows, parts: tuple[Rows, ...], state: Any, order: Any) -> tuple[Any, Any]:
        def step(state: Any, chosen: Any) -> tuple[Any, Any]:
            weights, others, moments = state
            (value, others), slopes = jax.value_and_grad(loss, has_aux=True)(weights, others, rows[0][chosen], rows[1][chosen], True)
            weights, moments = optimizer.stateless_apply(moments, slopes, weights)
            return (weights, others, moments), value

        state, values = jax.lax.scan(step, state, order)
        return state, (values.mean(), *(loss(*state[:2], *part, False)[0] for part in parts))

    return jax.jit(lambda state, rows, orders, parts: jax.lax.scan(partial(epoch, rows, parts), state, orders)[1])


def _end(recipe: Recipe, validation: np.ndarray) -> tuple[int, int]:
    """After how many epochs the training ends, and the epoch whose weights are kept."""
    for done in range(1, recipe.epochs + 1):
        best = int(validation[:done].argmin()) + 1
        if recipe.stop and done - best >= recipe.stop:
            return done, best
    return recipe.epochs, best if recipe.stop else recipe.epochs


def _short(values: np.ndarray) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


def _trivial(targets: np.ndarray, classes: int) -> float:
    if not classes:
        return float(targets.var())
    shares = np.bincount(targets) / len(targets)
    return float(-(shares[shares > 0] * np.log(shares[shares > 0])).sum())


def _made(shape: tuple[int, ...], classes: int, units: tuple[int, ...], dropout: float, optimizer: str) -> tuple[Any, Any]:
    """A network and its optimizer."""
    layers: list[keras.Layer] = [keras.Input(shape)]
    if len(shape) == 3:
        layers += [keras.layers.Conv2D(8, 3, activation="relu"), keras.layers.MaxPooling2D(), keras.layers.Flatten()]
    for wide in units:
        layers.append(keras.layers.Dense(wide, activation="relu"))
        layers += [keras.layers.Dropout(dropout)] if dropout else []
    model = keras.Sequential([*layers, keras.layers.Dense(classes or 1)])
    model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True) if classes else keras.losses.MeanSquaredError())
    made = getattr(keras.optimizers, optimizer)()
    made.build(model.trainable_variables)
    return model, made


if __name__ == "__main__":
    kind = sys.argv[1]
    made = []
    for recipe in SETS[kind]():
        made.append(train(recipe))
        print(f"{len(made):3} {recipe.cause}: {'took' if made[-1]['took'] else 'did not take'}", file=sys.stderr, flush=True)
    lines = ",\n".join(json.dumps(one) for one in made)
    (HERE / f"{kind}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
