"""Repeat, Residual and Branches compute what they say, and are saved, loaded, regularized and dropped out like any layer."""

# ruff: noqa: E501  (a layer of a spec stays on its line)

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from specbuild.checking.document.document import Document
from specbuild.checking.judge import Judged, judge
from specbuild.checking.plan.make import make as make_plan
from specbuild.running.model.agreement import check
from specbuild.running.model.build import Built, build, seed_states, walk
from specbuild.running.train.evaluate import weight_penalty

HEAD = """
format = 1
name = "blocks"
seed = 1
task.type = "multiclass"
loader = { type = "image_folder", path = "x", size = [8, 8] }
"""
KNOWN = {"classes": 3}
DEEP = """
layers = [
  { type = "Conv2D", filters = 4, kernel_size = 3, kernel_regularizer = "l2" },
  { type = "Repeat", times = 2, each = { filters = [4, 6] }, layers = [
    { type = "Residual", projection = "auto", layers = [
      { type = "Conv2D", kernel_size = 3, padding = "same", strides = 2, kernel_regularizer = "l2" },
      { type = "Dropout", rate = 0.5 },
      { type = "Branches", merge = "add", branches = [[], [{ type = "MinPooling2D", strides = 1, padding = "same" }]] },
    ] },
  ] },
  { type = "Branches", branches = [[{ type = "GlobalAveragePooling2D" }], [{ type = "Flatten" }, { type = "Dense", units = 2 }]] },
  { type = "Dense", units = "classes" },
]
"""


def judged(layers: str) -> Judged:
    found = judge(Document.of(layers + HEAD))
    assert not found.errors
    return found


def built(layers: str, shape: tuple[int, ...] = (8, 8, 3)) -> Built:
    spec = judged(layers).spec
    assert spec is not None
    network = build(spec, shape, KNOWN, ())
    plan, wrong = make_plan(spec, KNOWN, shape)
    assert not wrong
    check(network, plan)
    return network


def samples(*shape: int) -> np.ndarray:
    return np.random.default_rng(3).normal(size=shape).astype("float32")


def test_a_residual_adds_its_input() -> None:
    model = built(
        'layers = [{ type = "Residual", layers = [{ type = "ReLU" }] }, { type = "Flatten" }, { type = "Dense", units = "classes" }]'
    ).model
    values = samples(2, 8, 8, 3)
    assert np.allclose(model.layers[0](values), values + np.maximum(values, 0))


@pytest.mark.parametrize(
    ("merge", "expected"),
    [
        pytest.param("concatenate", lambda x, y: np.concatenate([x, y], -1), id="concatenated along the channels"),
        pytest.param("add", lambda x, y: x + y, id="added"),
        pytest.param("average", lambda x, y: (x + y) / 2, id="averaged"),
        pytest.param("multiply", lambda x, y: x * y, id="multiplied"),
    ],
)
def test_branches_merge_what_their_lists_give(merge, expected) -> None:
    text = f'layers = [{{ type = "Branches", merge = "{merge}", branches = [[], [{{ type = "ReLU" }}]] }}, {{ type = "Flatten" }}, {{ type = "Dense", units = 3 }}]'
    values = samples(2, 8, 8, 3)
    assert np.allclose(built(text).model.layers[0](values), expected(values, np.maximum(values, 0)))


def test_a_gate_of_one_place_is_multiplied_with_all_places() -> None:
    gate = '[{ type = "GlobalAveragePooling2D", keepdims = true }, { type = "Activation", activation = "sigmoid" }]'
    text = f'layers = [{{ type = "Branches", merge = "multiply", branches = [[], {gate}] }}, {{ type = "Flatten" }}, {{ type = "Dense", units = 3 }}]'
    values = samples(2, 8, 8, 3)
    means = values.mean(axis=(1, 2), keepdims=True)
    assert np.allclose(built(text).model.layers[0](values), values / (1 + np.exp(-means)), atol=1e-6)


def test_repeated_layers_are_plain_layers_of_keras_with_weights_of_their_own() -> None:
    text = """layers = [
      { type = "Flatten" },
      { type = "Repeat", times = 3, each.units = [9, 8, 7], layers = [{ type = "Dense", name = "hidden", activation = "relu" }] },
      { type = "Dense", units = "classes" },
    ]"""
    network = built(text)
    assert [layer.name for layer in network.model.layers[1:4]] == ["hidden_1", "hidden_2", "hidden_3"]
    assert [layer.units for layer in network.model.layers[1:4]] == [9, 8, 7]
    assert network.needs_specbuild == ()


def test_what_keras_does_not_have_is_named() -> None:
    assert built(DEEP).needs_specbuild == ("Branches", "Residual")


def test_saved_and_loaded_it_predicts_the_same(tmp_path: Path) -> None:
    model = built(DEEP).model
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    values = samples(4, 8, 8, 3)
    assert np.array_equal(model(values), loaded(values))
    assert [weight.name for weight in loaded.weights] == [weight.name for weight in model.weights]


def test_dropout_inside_is_found_and_draws_in_training_only() -> None:
    model = built(DEEP).model
    assert len(seed_states(model)) == 2
    values = samples(4, 8, 8, 3)
    assert np.array_equal(model(values, training=False), model(values, training=False))
    assert not np.array_equal(model(values, training=True), model(values, training=True))


def test_regularizers_inside_add_to_the_loss() -> None:
    model = built(DEEP).model
    kernels = [layer.kernel for layer in walk(model) if getattr(layer, "kernel_regularizer", None) is not None]
    assert len(kernels) == 3
    assert weight_penalty(model) == pytest.approx(sum(0.01 * float((keras.ops.convert_to_numpy(kernel) ** 2).sum()) for kernel in kernels))


def test_every_weight_inside_gets_a_gradient() -> None:
    model = built(DEEP).model
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    before = [keras.ops.convert_to_numpy(weight) for weight in model.trainable_weights]
    model.fit(samples(32, 8, 8, 3), np.arange(32) % 3, epochs=2, verbose=0)
    assert all(not np.array_equal(old, keras.ops.convert_to_numpy(new)) for old, new in zip(before, model.trainable_weights, strict=True))


def test_a_frozen_block_keeps_its_weights() -> None:
    text = DEEP.replace('{ type = "Residual",', '{ type = "Residual", trainable = false,')
    model = built(text).model
    assert all(not layer.trainable_weights for layer in walk(model) if type(layer).__name__ == "Residual")


def test_the_mask_of_padded_steps_goes_through_a_block() -> None:
    masking, lstm = keras.layers.Masking(), keras.layers.LSTM(3)
    from specbuild.running.model.layers.residual import Residual

    block = Residual([keras.layers.LSTM(2, return_sequences=True)])
    values = samples(1, 5, 2)
    padded = np.concatenate([values, np.zeros((1, 4, 2), "float32")], axis=1)
    assert np.allclose(lstm(block(masking(padded))), lstm(block(masking(values))), atol=1e-6)


def test_a_block_stands_inside_a_wrapper() -> None:
    text = """layers = [
      { type = "Reshape", target_shape = [4, 48] },
      { type = "TimeDistributed", layer = { type = "Residual", layers = [{ type = "Dense", units = 48 }] } },
      { type = "TimeDistributed", layer = { type = "Repeat", times = 2, layers = [{ type = "Dense", units = 5 }] } },
      { type = "Flatten" },
      { type = "Dense", units = "classes" },
    ]"""
    assert built(text).model.count_params() == (48 * 48 + 48) + (48 * 5 + 5) + (5 * 5 + 5) + (4 * 5 * 3 + 3)
