"""A built network is the one that a person would have written, with the same names, whatever was built before."""

from __future__ import annotations

import json
from pathlib import Path

import keras
import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.checking.judge import judge_file
from specbuild.checking.plan.make import make as make_plan
from specbuild.running import codes, seeds
from specbuild.running.model.agreement import check
from specbuild.running.model.build import build, seed_states

KNOWN = {"classes": 10}
REFERENCE = [
    ("Conv2D", {"filters": 16, "kernel_size": 3, "padding": "same", "activation": "relu"}),
    ("MaxPooling2D", {}),
    ("Conv2D", {"filters": 64, "kernel_size": 3, "padding": "same", "activation": "relu"}),
    ("MaxPooling2D", {}),
    ("Flatten", {}),
    ("Dense", {"units": 128, "activation": "relu"}),
    ("Dense", {"units": "classes"}),
]
RESCALING = [("Rescaling", {"scale": 1 / 255})]
DROPPING = [
    ("Flatten", {}),
    ("Dropout", {"rate": 0.5}),
    ("Dense", {"units": 4}),
    ("GaussianNoise", {"stddev": 1.0}),
    ("Dense", {"units": 2}),
]


def by_hand() -> keras.Sequential:
    keras.backend.clear_session()
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10),
        ]
    )


def layers_of(model: keras.Sequential) -> list[object]:
    found: list[object] = json.loads(model.to_json())["config"]["layers"]
    return found


@pytest.mark.slow
def test_the_reference_network_has_the_layers_of_the_hand_written_script(spec) -> None:
    built = build(spec(REFERENCE, RESCALING), (28, 28, 1), KNOWN, ({},))
    assert layers_of(built.model) == layers_of(by_hand())
    assert built.needs_specbuild == ()


def test_the_shipped_spec_of_the_reference_network_has_them_too() -> None:
    spec = judge_file(Path(__file__).parents[3] / "specs" / "mnist_folder.toml").spec
    assert spec is not None
    assert layers_of(build(spec, (28, 28, 1), KNOWN, ({},)).model) == layers_of(by_hand())
    loss = spec.training.loss
    assert loss is not None
    assert (spec.training.optimizer.type, loss.type, loss.given) == ("Adam", "SparseCategoricalCrossentropy", {"from_logits": True})


def test_rescaling_may_stand_under_preprocessing_or_first_among_the_layers(spec) -> None:
    before = build(spec(REFERENCE, RESCALING), (28, 28, 1), KNOWN, ({},)).model
    within = build(spec([*RESCALING, *REFERENCE]), (28, 28, 1), KNOWN, ()).model
    assert layers_of(before) == layers_of(within)
    assert all((one == other).all() for one, other in zip(before.get_weights(), within.get_weights(), strict=True))


def test_names_and_weights_follow_from_the_seed_and_not_from_what_was_built_before(spec) -> None:
    first = build(spec(DROPPING), (3, 3, 1), {}, ()).model
    assert keras.layers.Dense(1).name != "dense"
    again, other = build(spec(DROPPING), (3, 3, 1), {}, ()).model, build(spec(DROPPING, seed=8), (3, 3, 1), {}, ()).model
    assert [variable.path for variable in first.variables] == [variable.path for variable in again.variables]
    assert all(np.array_equal(one.numpy(), two.numpy()) for one, two in zip(first.variables, again.variables, strict=True))
    assert not np.array_equal(first.get_weights()[0], other.get_weights()[0])


def test_every_seed_generator_has_a_stream_of_its_own(spec) -> None:
    states = [keras.ops.convert_to_numpy(state).tolist() for state in seed_states(build(spec(DROPPING), (3, 3, 1), {}, ()).model)]
    assert states == [[seeds.stream(7, seeds.DROPOUT, place), 0] for place in range(2)]


def test_layers_of_our_own_become_layers_of_keras(spec) -> None:
    pooled = spec(
        [("MinPooling2D", {"pool_size": 2, "called": "darkest"}), ("Flatten", {}), ("Dense", {"units": "classes", "called": "head"})]
    )
    built = build(pooled, (8, 8, 1), KNOWN, ())
    assert [layer.name for layer in built.model.layers] == ["rescaling", "darkest", "rescaling_1", "flatten", "head"]
    assert [len(layers) for layers in built.layers] == [3, 1, 1]
    assert built.needs_specbuild == ()


@pytest.mark.parametrize(
    ("layers", "place"),
    [
        pytest.param([("Conv2D", {"filters": 3, "kernel_size": 2, "groups": 2})], 0, id="arguments that exclude each other"),
        pytest.param([("Flatten", {}), ("Conv2D", {"filters": 2, "kernel_size": 2})], 1, id="an input that does not fit"),
    ],
)
def test_what_keras_refuses_is_a_finding_at_the_layer(spec, layers, place: int) -> None:
    with pytest.raises(Refused) as refused:
        build(spec(layers), (8, 8, 1), {}, ())
    (finding,) = refused.value.findings
    assert (finding.code, finding.path) == (codes.REFUSED_BY_KERAS, ("layers", place, "type"))


def test_the_network_agrees_with_its_plan_and_a_wrong_plan_is_found(spec) -> None:
    judged = spec(REFERENCE, RESCALING)
    built = build(judged, (28, 28, 1), KNOWN, ({},))
    plan, findings = make_plan(judged, KNOWN, (28, 28, 1))
    assert findings == []
    check(built, plan)
    wrong, _ = make_plan(spec([*REFERENCE[:-2], ("Dense", {"units": 127}), REFERENCE[-1]], RESCALING), KNOWN, (28, 28, 1))
    with pytest.raises(Refused) as refused:
        check(built, wrong)
    assert {finding.path for finding in refused.value.findings} == {("layers", 5, "type"), ("layers", 6, "type")}
    assert {finding.code for finding in refused.value.findings} == {codes.DISAGREEMENT}
