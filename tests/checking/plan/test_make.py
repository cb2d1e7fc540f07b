"""A plan from entries: shapes and counts down the stack, one finding at the layer that cannot be, unknowns carried along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.plan import codes
from specbuild.checking.plan.cost import cost
from specbuild.checking.plan.family import RULES
from specbuild.checking.plan.make import make
from specbuild.checking.plan.plan import Shape
from specbuild.checking.plan.size import Size, unknown

Written = tuple[str, Mapping[str, Any]]
PICTURE = (28, 28, 1)


def spec(layers: list[Written], preprocessing: list[Written] = [], loader: Entry | None = None) -> Spec:  # noqa: B006  (never changed)
    stacks = [
        tuple(entry(table, (table, place), one) for place, one in enumerate(written))
        for table, written in (("preprocessing", preprocessing), ("layers", layers))
    ]
    loader = loader or Entry("bundled", "loaders", {"name": "digits"})
    return Spec(1, "s", 0, "auto", None, loader, None, {}, (), *stacks, None)  # type: ignore[arg-type]  # the plan reads no more


def entry(table: str, path: tuple[str | int, ...], written: Written) -> Entry:
    name, given = written
    inside = {key: entry("layers", (*path, key), value) if isinstance(value, tuple) else value for key, value in given.items()}
    return Entry(name, table, inside, {}, path)


DENSE: Written = ("Dense", {"units": "classes"})
FLATTEN: Written = ("Flatten", {})
REFERENCE: list[Written] = [
    ("Conv2D", {"filters": 16, "kernel_size": 3, "padding": "same", "activation": "relu"}),
    ("MaxPooling2D", {}),
    ("Conv2D", {"filters": 64, "kernel_size": 3, "padding": "same", "activation": "relu"}),
    ("MaxPooling2D", {}),
    FLATTEN,
    ("Dense", {"units": 128, "activation": "relu"}),
    DENSE,
]


def test_the_reference_network_is_planned_from_the_pixels_to_the_classes() -> None:
    plan, findings = make(spec(REFERENCE, [("Rescaling", {"scale": 1 / 255})]), {"classes": 10}, PICTURE)
    assert findings == []
    assert plan.complete
    assert [step.output for step in plan.steps[1:]] == [(28, 28, 16), (14, 14, 16), (14, 14, 64), (7, 7, 64), (3136,), (128,), (10,)]
    assert [step.parameters for step in plan.steps[1:]] == [160, 0, 9280, 0, 0, 401_536, 1290]
    assert plan.steps[1].planned.multiply_adds == 28 * 28 * 9 * 16
    assert plan.steps[1].activation_bytes == 4 * 28 * 28 * 16


def test_what_only_the_data_know_is_carried_by_name() -> None:
    plan, findings = make(spec(REFERENCE), {}, PICTURE)
    assert findings == []
    assert plan.output == (unknown("classes"),)
    assert str(plan.steps[-1].parameters) == "129·classes"
    assert plan.unknowns == {"classes"}


def test_sizes_of_the_input_may_be_unknown_and_nothing_is_claimed_of_them() -> None:
    layers: list[Written] = [("Conv2D", {"filters": 8, "kernel_size": 9}), ("MaxPooling2D", {"pool_size": 4}), FLATTEN, DENSE]
    plan, findings = make(spec(layers), {}, (unknown("height"), unknown("width"), 3))
    assert findings == []
    assert str(plan.steps[1].output[0]) == "height//4 - 2"  # type: ignore[index]
    bound, _ = make(spec(layers), {"height": 40, "width": 40, "classes": 2}, (unknown("height"), unknown("width"), 3))
    assert [step.output for step in bound.steps] == [(32, 32, 8), (8, 8, 8), (512,), (2,)]
    assert bound.unknowns == frozenset()


CASES = [
    pytest.param([("Dense", {"units": 8}), DENSE], codes.HEAD, (0, "type"), "Flatten", id="dense on a picture that was not flattened"),
    pytest.param(
        [("LSTM", {"units": 8, "return_sequences": True})], codes.RANK, (0, "type"), "take layers for pictures", id="recurrent on a picture"
    ),
    pytest.param(
        [("Conv2D", {"filters": 8, "kernel_size": 29})], codes.KERNEL, (0, "kernel_size"), "same", id="kernel larger than the picture"
    ),
    pytest.param(
        [("MaxPooling2D", {})] * 4 + [("Conv2D", {"filters": 8, "kernel_size": 3})],
        codes.KERNEL,
        (4, "kernel_size"),
        "same",
        id="kernel larger than what poolings left",
    ),
    pytest.param(
        [("Conv2D", {"filters": 8, "kernel_size": 8, "dilation_rate": 4})],
        codes.KERNEL,
        (0, "kernel_size"),
        "same",
        id="dilated kernel too wide",
    ),
    pytest.param([("MaxPooling2D", {})] * 5, codes.POOL, (4, "type"), "same", id="pooling that reaches zero, by its default"),
    pytest.param([("MaxPooling2D", {"pool_size": 30})], codes.POOL, (0, "pool_size"), "smaller", id="pooling larger than the picture"),
    pytest.param(
        [("Conv2D", {"filters": 8, "kernel_size": 3, "groups": 2})], codes.GROUPS, (0, "groups"), "channels", id="groups of one channel"
    ),
    pytest.param([("GroupNormalization", {})], codes.GROUPS, (0, "type"), "-1", id="more groups than channels, by default"),
    pytest.param(
        [("Conv2D", {"filters": 8, "kernel_size": 3, "strides": 2, "dilation_rate": 2})],
        codes.STRIDES_DILATION,
        (0, "dilation_rate"),
        "two layers",
        id="strides with dilation",
    ),
    pytest.param(
        [("Reshape", {"target_shape": [10, -1]})], codes.RESHAPE, (0, "target_shape"), "multiply", id="reshape that does not divide"
    ),
    pytest.param(
        [("Reshape", {"target_shape": [28, 27]})], codes.RESHAPE, (0, "target_shape"), "multiply", id="reshape that loses numbers"
    ),
    pytest.param([("Permute", {"dims": [2, 1]})], codes.AXIS, (0, "dims"), "1 to 3", id="permutation of too few axes"),
    pytest.param([("BatchNormalization", {"axis": 4})], codes.AXIS, (0, "axis"), "1 to 3", id="axis that is not there"),
    pytest.param([("Softmax", {"axis": 0})], codes.AXIS, (0, "axis"), "1 to 3", id="softmax over the batch"),
    pytest.param(
        [("Conv2DTranspose", {"filters": 2, "kernel_size": 3, "strides": 2, "output_padding": 2})],
        codes.OUTPUT_PADDING,
        (0, "output_padding"),
        "smaller",
        id="output padding as large as the stride",
    ),
    pytest.param([("Cropping2D", {"cropping": 14})], codes.CROP, (0, "cropping"), "less", id="cropping that leaves nothing"),
    pytest.param(
        [("Conv2D", {"filters": 8, "kernel_size": [3, 3, 3]})], codes.COUNT, (0, "kernel_size"), "2", id="a kernel for another rank"
    ),
    pytest.param(
        [("EinsumDense", {"equation": "ab,bc->ac", "output_shape": 3})], codes.EQUATION, (0, "equation"), "batch", id="einsum of a matrix"
    ),
    pytest.param(
        [("Reshape", {"target_shape": [28, 28]}), ("Bidirectional", {"layer": ("LSTM", {"units": 3, "go_backwards": True})})],
        codes.CONTRADICTION,
        (1, "layer"),
        "go_backwards",
        id="both directions backwards",
    ),
    pytest.param(
        [FLATTEN, ("Embedding", {"input_dim": 9, "output_dim": 4})], codes.HEAD, (1, "type"), "Dense", id="embedding as the last layer"
    ),
    pytest.param(
        [("Dropout", {"rate": 0.5, "noise_shape": [1, 5, 1, 1]})], codes.BROADCAST, (0, "noise_shape"), "axis", id="noise of another shape"
    ),
    pytest.param(
        [("TimeDistributed", {"layer": ("Conv1D", {"filters": 2, "kernel_size": 30})})],
        codes.KERNEL,
        (0, "layer", "kernel_size"),
        "same",
        id="a mistake inside a wrapper is found inside it",
    ),
    pytest.param(
        [("SpectralNormalization", {"layer": FLATTEN})], codes.INNER, (0, "layer"), "Dense", id="a wrapped layer without a kernel"
    ),
]


@pytest.mark.parametrize(("layers", "code", "key", "hint"), CASES)
def test_a_mistake_of_shape_is_one_finding_at_its_layer(layers: list[Written], code: str, key: tuple[str | int, ...], hint: str) -> None:
    plan, findings = make(spec(layers), {"classes": 10}, PICTURE)
    assert [(finding.code, finding.path) for finding in findings] == [(code, ("layers", *key))]
    assert hint in findings[0].help
    assert plan.complete == (code == codes.HEAD)
    assert code in codes.EXPLANATIONS


def test_a_mistake_ends_the_plan_before_its_layer() -> None:
    plan, findings = make(spec([("MaxPooling2D", {}), ("Conv2D", {"filters": 8, "kernel_size": 15}), FLATTEN, DENSE]), {}, PICTURE)
    assert [step.type for step in plan.steps] == ["MaxPooling2D"]
    assert not plan.complete
    assert len(findings) == 1


FINE = [
    pytest.param([("Dense", {"units": 8}), FLATTEN, DENSE], PICTURE, id="a dense layer over the channels, flattened later"),
    pytest.param(
        [("LSTM", {"units": 8, "return_sequences": True}), ("LSTM", {"units": 8}), DENSE], (20, 3), id="a sequence, read to its end"
    ),
    pytest.param([("MaxPooling2D", {"padding": "same"})] * 8 + [FLATTEN, DENSE], PICTURE, id="poolings with padding never reach zero"),
    pytest.param([("Conv2D", {"filters": 8, "kernel_size": 28}), FLATTEN, DENSE], PICTURE, id="a kernel exactly as large as the picture"),
    pytest.param([("Reshape", {"target_shape": [-1, 14]}), ("GlobalAveragePooling1D", {}), DENSE], PICTURE, id="a reshape that divides"),
]


@pytest.mark.parametrize(("layers", "shape"), FINE)
def test_what_is_right_is_left_alone(layers: list[Written], shape: Shape) -> None:
    plan, findings = make(spec(layers), {"classes": 10}, shape)
    assert findings == []
    assert plan.output == (10,)


def test_frozen_layers_have_no_trainable_parameters() -> None:
    plan, _ = make(spec([FLATTEN, ("BatchNormalization", {"trainable": False}), DENSE]), {"classes": 10}, PICTURE)
    assert (plan.steps[1].planned.trainable, plan.steps[1].planned.fixed) == (0, 4 * 784)


def test_costs_are_the_sums_over_the_layers() -> None:
    plan, _ = make(spec([FLATTEN, ("BatchNormalization", {}), DENSE]), {"classes": 10}, PICTURE)
    found = cost(plan)
    assert (found.trainable, found.fixed, found.multiply_adds) == (2 * 784 + 7850, 2 * 784, 784 + 7840)
    assert found.activation_bytes == 4 * (3 * 784 + 10)
    assert found.training_bytes(32) == 4 * (found.parameters + 3 * found.trainable) + 2 * 32 * found.activation_bytes


LOADERS = [
    pytest.param({"path": "x", "size": [180, 90]}, (180, 90, 3), id="colour unless said otherwise"),
    pytest.param({"path": "x", "size": [28, 28], "color_mode": "grayscale"}, (28, 28, 1), id="grey pictures have one channel"),
    pytest.param({"path": "x", "size": [28, 28], "color_mode": "rgba"}, (28, 28, 4), id="alpha is a channel"),
]


@pytest.mark.parametrize(("given", "shape"), LOADERS)
def test_the_loader_tells_the_shape_of_a_sample(given: Mapping[str, Any], shape: tuple[Size, ...]) -> None:
    plan, _ = make(spec([FLATTEN, DENSE], loader=Entry("image_folder", "loaders", given)), {})
    assert plan.input == shape


def test_bundled_digits_are_eight_by_eight() -> None:
    plan, _ = make(spec([FLATTEN, DENSE]), {})
    assert plan.input == (8, 8, 1)


def test_without_a_known_input_nothing_is_planned_and_nothing_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specbuild.checking.plan.make.input_shape", lambda loader: None)
    plan, findings = make(spec(REFERENCE), {})
    assert findings == []
    assert {step.output for step in plan.steps} == {None}


def test_every_code_is_explained() -> None:
    stated = {value for name, value in vars(codes).items() if name.isupper() and isinstance(value, str)}
    assert stated == set(codes.EXPLANATIONS)


def test_a_type_without_a_rule_is_shown_unplanned_and_so_is_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specbuild.checking.plan.family.RULES", {name: rule for name, rule in RULES.items() if name != "MaxPooling2D"})
    plan, findings = make(spec(REFERENCE), {}, PICTURE)
    assert findings == []
    assert [step.output is None for step in plan.steps] == [False] + [True] * 6
