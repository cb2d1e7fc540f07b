"""What a spec leaves out follows from task and head; what contradicts them is found, all at once, at its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec, Training
from specbuild.checking.grammar.tables.task import Task
from specbuild.checking.objective import codes
from specbuild.checking.objective.derive import ACCURACY, derive
from specbuild.checking.objective.facts import DENSE, LOSSES, METRICS, SPARSE
from specbuild.checking.objective.fill import snake_case
from specbuild.checking.objective.objective import Objective
from specbuild.checking.plan.plan import Plan, Planned, Step
from specbuild.checking.plan.size import Size, unknown


def entry(table: str, type_: str, path: tuple[str | int, ...], given: Mapping[str, Any]) -> Entry:
    return Entry(type_, table, given, path=path)


def spec(
    task: str = "multiclass",
    activation: str | None = None,
    units: Any = "classes",
    loss: str | None = None,
    loss_arguments: Mapping[str, Any] | None = None,
    metrics: tuple[tuple[str, Mapping[str, Any]], ...] = (),
    callbacks: tuple[tuple[str, Mapping[str, Any]], ...] = (),
    augmentation: tuple[str, ...] = (),
    layers: tuple[Entry, ...] | None = None,
    class_weights: Any = None,
    threshold: float = 0.5,
) -> Spec:
    given: dict[str, Any] = {"units": units}
    if activation is not None:
        given["activation"] = entry("activations", activation, ("layers", 0, "activation"), {})
    last = layers or (entry("layers", "Dense", ("layers", 0), given),)
    training = Training(
        epochs=1,
        batch_size=8,
        optimizer=entry("optimizers", "Adam", ("training", "optimizer"), {}),
        loss=entry("losses", loss, ("training", "loss"), loss_arguments or {}) if loss else None,
        metrics=tuple(entry("metrics", type_, ("training", "metrics", place), given) for place, (type_, given) in enumerate(metrics)),
        callbacks=tuple(
            entry("callbacks", type_, ("training", "callbacks", place), given) for place, (type_, given) in enumerate(callbacks)
        ),
        class_weights=class_weights,
        steps_per_execution="auto",
    )
    changes = tuple(entry("augmentations", type_, ("augmentation", place), {}) for place, type_ in enumerate(augmentation))
    loader, split = entry("loaders", "bundled", ("loader",), {"name": "digits"}), entry("splits", "random", ("split",), {})
    return Spec(1, "test", 0, "auto", Task(type=task, threshold=threshold), loader, split, {}, changes, (), last, training)


def plan(*output: Size) -> Plan:
    return Plan((4,), (Step(("layers", 0), "Dense", (4,), Planned(output)),), complete=True)


def findings(spec: Spec, plan: Plan | None = None, *, validated: bool = True) -> list[Finding]:
    try:
        derive(spec, plan or Plan(None, (), complete=True), validated=validated)
    except Refused as refused:
        return list(refused.findings)
    return []


def derived(**arguments: Any) -> Objective:
    return derive(spec(**arguments), Plan(None, (), complete=True))


@pytest.mark.parametrize(
    ("task", "activation", "augmentation", "outputs", "targets", "loss", "from_logits", "metric"),
    [
        ("multiclass", None, (), "logits", SPARSE, "SparseCategoricalCrossentropy", True, "SparseCategoricalAccuracy"),
        ("multiclass", "softmax", (), "probabilities", SPARSE, "SparseCategoricalCrossentropy", False, "SparseCategoricalAccuracy"),
        ("multiclass", None, ("MixUp",), "logits", DENSE, "CategoricalCrossentropy", True, "CategoricalAccuracy"),
        ("multiclass", "softmax", ("CutMix",), "probabilities", DENSE, "CategoricalCrossentropy", False, "CategoricalAccuracy"),
        ("multiclass", None, ("RandomFlip",), "logits", SPARSE, "SparseCategoricalCrossentropy", True, "SparseCategoricalAccuracy"),
        ("binary", "sigmoid", (), "probabilities", DENSE, "BinaryCrossentropy", False, "BinaryAccuracy"),
        ("binary", None, ("MixUp",), "logits", DENSE, "BinaryCrossentropy", True, "BinaryAccuracy"),
        ("multilabel", "sigmoid", (), "probabilities", DENSE, "BinaryCrossentropy", False, "BinaryAccuracy"),
        ("regression", None, (), "values", DENSE, "MeanSquaredError", None, "MeanAbsoluteError"),
        ("regression", "relu", (), "values", DENSE, "MeanSquaredError", None, "MeanAbsoluteError"),
    ],
)
def test_loss_and_metrics_follow_from_task_and_head(task, activation, augmentation, outputs, targets, loss, from_logits, metric) -> None:
    objective = derived(task=task, activation=activation, augmentation=augmentation, units=1 if task == "binary" else "classes")
    assert (objective.outputs, objective.targets, objective.loss.type) == (outputs, targets, loss)
    assert objective.loss.given.get("from_logits") is from_logits
    assert [one.type for one in objective.metrics] == [metric]


def test_a_threshold_is_put_in_the_unit_of_the_outputs() -> None:
    logits = derived(task="binary", units=1, threshold=0.8)
    assert logits.metrics[0].given["threshold"] == pytest.approx(1.3862943611198906)
    assert derived(task="binary", units=1, activation="sigmoid", threshold=0.8).metrics[0].given["threshold"] == 0.8
    half = derived(task="multilabel", activation="sigmoid", metrics=(("Precision", {}), ("F1Score", {"average": "macro"})))
    assert [metric.given.get("thresholds", metric.given.get("threshold")) for metric in half.metrics] == [0.5, 0.5]


def test_a_metric_that_reads_a_number_for_each_class_makes_the_loss_read_it_too() -> None:
    objective = derived(activation="softmax", metrics=(("F1Score", {"average": "macro"}), ("CategoricalAccuracy", {"name": "accuracy"})))
    assert (objective.targets, objective.loss.type) == (DENSE, "CategoricalCrossentropy")
    assert objective.names == ("loss", "f1_score", "accuracy")


@pytest.mark.parametrize("type_", ["Accuracy", "accuracy"])
@pytest.mark.parametrize(
    ("arguments", "metric"),
    [
        ({}, "SparseCategoricalAccuracy"),
        ({"augmentation": ("MixUp",)}, "CategoricalAccuracy"),
        ({"loss": "CategoricalCrossentropy"}, "CategoricalAccuracy"),
        ({"task": "binary", "units": 1}, "BinaryAccuracy"),
    ],
)
def test_accuracy_is_the_share_of_right_answers_as_the_task_counts_them(type_: str, arguments: Mapping[str, Any], metric: str) -> None:
    objective = derived(**arguments, metrics=((type_, {}),))
    assert [(one.type, one.given["name"]) for one in objective.metrics] == [(metric, "accuracy")]


@pytest.mark.parametrize(
    ("arguments", "code", "path"),
    [
        pytest.param({"activation": "relu"}, codes.HEAD_ACTIVATION, ("layers", 0, "activation"), id="relu at the end"),
        pytest.param({"activation": "sigmoid"}, codes.HEAD_ACTIVATION, ("layers", 0, "activation"), id="sigmoid for one class of several"),
        pytest.param(
            {"task": "multilabel", "activation": "softmax"}, codes.HEAD_ACTIVATION, ("layers", 0, "activation"), id="softmax for marks"
        ),
        pytest.param(
            {"task": "regression", "activation": "softmax"}, codes.HEAD_ACTIVATION, ("layers", 0, "activation"), id="softmax for numbers"
        ),
        pytest.param(
            {"activation": "softmax", "loss": "SparseCategoricalCrossentropy", "loss_arguments": {"from_logits": True}},
            codes.FROM_LOGITS,
            ("training", "loss", "from_logits"),
            id="softmax under from_logits",
        ),
        pytest.param(
            {"loss": "SparseCategoricalCrossentropy", "loss_arguments": {"from_logits": False}},
            codes.FROM_LOGITS,
            ("training", "loss", "from_logits"),
            id="logits taken for probabilities",
        ),
        pytest.param({"loss": "BinaryCrossentropy"}, codes.WRONG_LOSS, ("training", "loss"), id="a binary loss for several classes"),
        pytest.param({"task": "regression", "loss": "Hinge"}, codes.WRONG_LOSS, ("training", "loss"), id="a loss of classes for numbers"),
        pytest.param({"loss": "CTC"}, codes.WRONG_LOSS, ("training", "loss"), id="a loss of sequences"),
        pytest.param(
            {"metrics": (("BinaryAccuracy", {}),)}, codes.WRONG_METRIC, ("training", "metrics", 0), id="a binary metric for several classes"
        ),
        pytest.param(
            {"task": "regression", "metrics": (("Accuracy", {}),)},
            codes.WRONG_METRIC,
            ("training", "metrics", 0),
            id="right answers among numbers",
        ),
        pytest.param(
            {"loss": "SparseCategoricalCrossentropy", "metrics": (("CategoricalAccuracy", {}),)},
            codes.TARGET_FORM,
            ("training", "metrics", 0),
            id="two forms of the targets",
        ),
        pytest.param(
            {"loss": "SparseCategoricalCrossentropy", "augmentation": ("MixUp",)},
            codes.TARGET_FORM,
            ("training", "loss"),
            id="a sparse loss beside MixUp",
        ),
        pytest.param({"metrics": (("Precision", {}),)}, codes.NEEDS_PROBABILITIES, ("training", "metrics", 0), id="precision of logits"),
        pytest.param(
            {"task": "binary", "units": 1, "activation": "sigmoid", "metrics": (("BinaryAccuracy", {"threshold": 0.7}),)},
            codes.THRESHOLD,
            ("training", "metrics", 0, "threshold"),
            id="two thresholds",
        ),
        pytest.param(
            {"activation": "softmax", "metrics": (("Precision", {"thresholds": [0.1, 0.9]}),)},
            codes.NOT_ONE_NUMBER,
            ("training", "metrics", 0, "thresholds"),
            id="a list of thresholds",
        ),
        pytest.param(
            {"activation": "softmax", "metrics": (("F1Score", {}),)}, codes.NOT_ONE_NUMBER, ("training", "metrics", 0), id="one F1 a class"
        ),
        pytest.param(
            {"loss": "SparseCategoricalCrossentropy", "loss_arguments": {"reduction": "sum"}},
            codes.REDUCTION,
            ("training", "loss", "reduction"),
            id="a sum over the rows",
        ),
        pytest.param(
            {"task": "regression", "class_weights": "balanced"},
            codes.CLASS_WEIGHTS,
            ("training", "class_weights"),
            id="weights without classes",
        ),
        pytest.param(
            {"metrics": (("SparseCategoricalAccuracy", {"name": "a"}), ("SparseTopKCategoricalAccuracy", {"name": "a"}))},
            codes.SAME_NAME,
            ("training", "metrics", 1),
            id="two metrics of one name",
        ),
        pytest.param(
            {"callbacks": (("EarlyStopping", {"monitor": "val_acc"}),)},
            codes.MONITOR,
            ("training", "callbacks", 0, "monitor"),
            id="a monitor of old Keras",
        ),
        pytest.param(
            {"callbacks": (("EarlyStopping", {"monitor": "learning_rate"}),)},
            codes.DIRECTION,
            ("training", "callbacks", 0, "monitor"),
            id="a number without a direction",
        ),
    ],
)
def test_contradictions_are_found_at_their_place(arguments: Mapping[str, Any], code: str, path: tuple[str | int, ...]) -> None:
    (finding,) = findings(spec(**arguments))
    assert (finding.code, finding.path) == (code, path)
    assert finding.help


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({"activation": "log_softmax"}, id="logarithms of probabilities are logits"),
        pytest.param({"loss": "CategoricalCrossentropy"}, id="one-hot targets"),
        pytest.param({"activation": "softmax", "loss": "MeanSquaredError"}, id="squared distances of probabilities"),
        pytest.param({"task": "binary", "units": 1, "loss": "Hinge"}, id="hinge on logits"),
        pytest.param({"task": "binary", "units": 1, "metrics": (("AUC", {}),)}, id="the area under the curve of logits"),
        pytest.param({"callbacks": (("EarlyStopping", {}), ("ReduceLROnPlateau", {"monitor": "accuracy"}))}, id="numbers that exist"),
        pytest.param({"callbacks": (("EarlyStopping", {"monitor": "learning_rate", "mode": "min"}),)}, id="a direction that is given"),
        pytest.param({"class_weights": "balanced"}, id="weights of classes"),
    ],
)
def test_what_agrees_passes(arguments: Mapping[str, Any]) -> None:
    assert findings(spec(**arguments)) == []


def test_all_contradictions_come_at_once() -> None:
    found = findings(spec(activation="relu", metrics=(("Precision", {}),), callbacks=(("EarlyStopping", {"monitor": "nothing"}),)))
    assert [finding.code for finding in found] == [codes.HEAD_ACTIVATION, codes.NEEDS_PROBABILITIES, codes.MONITOR]


def test_numbers_of_validation_exist_only_with_a_validation_part() -> None:
    watching = spec(callbacks=(("EarlyStopping", {}),))
    (finding,) = findings(watching, validated=False)
    assert finding.code == codes.MONITOR
    assert "validation" in finding.help


@pytest.mark.parametrize(
    ("layers", "outputs"),
    [
        pytest.param([("Dense", {"units": 3}), ("Softmax", {})], "probabilities", id="an activation layer"),
        pytest.param([("Conv2D", {"activation": "softmax"}), ("GlobalAveragePooling2D", {})], "probabilities", id="averaged probabilities"),
        pytest.param([("Dense", {"activation": "softmax"}), ("Dense", {})], "logits", id="only the last counts"),
        pytest.param(
            [("Dense", {"activation": "softmax"}), ("Reshape", {}), ("Dropout", {})], "probabilities", id="layers that hand numbers on"
        ),
        pytest.param([("Activation", {"activation": "softmax"})], "probabilities", id="Activation"),
    ],
)
def test_the_head_is_found_behind_layers_that_only_hand_on(layers, outputs: str) -> None:
    def with_entries(given: Mapping[str, Any]) -> dict[str, Any]:
        return {name: entry("activations", value, (), {}) if name == "activation" else value for name, value in given.items()}

    stack = tuple(entry("layers", type_, ("layers", place), with_entries(given)) for place, (type_, given) in enumerate(layers))
    assert derived(layers=stack).outputs == outputs


@pytest.mark.parametrize(
    ("task", "output", "wrong"),
    [
        pytest.param("binary", (unknown("classes"),), True, id="one number a class for a binary task"),
        pytest.param("binary", (2,), True, id="two numbers for a binary task"),
        pytest.param("binary", (1,), False, id="one number for a binary task"),
        pytest.param("multiclass", (1,), True, id="one number for several classes"),
        pytest.param("multiclass", (unknown("classes"),), False, id="one number a class"),
        pytest.param("multiclass", (10,), False, id="a count that only the data can judge"),
    ],
)
def test_the_number_of_outputs_fits_the_task(task: str, output: tuple[Size, ...], wrong: bool) -> None:
    found = findings(spec(task=task, units=1), plan(*output))
    assert [finding.code for finding in found] == [codes.HEAD_SHAPE] * wrong


def test_every_code_is_explained() -> None:
    assert set(codes.EXPLANATIONS) == {value for name, value in vars(codes).items() if name.isupper() and isinstance(value, str)}


def test_names_are_those_that_keras_gives() -> None:
    from keras.src.utils.naming import to_snake_case

    assert {type_: snake_case(type_) for type_ in {**METRICS, **LOSSES}} == {type_: to_snake_case(type_) for type_ in {**METRICS, **LOSSES}}


def test_every_loss_and_metric_of_the_catalogue_has_facts_or_fits_no_task() -> None:
    from specbuild.catalogue import read

    # Labels of sequences and embeddings, and segmentations: no task of this version.
    without = {"CTC", "Circle", "IoU", "MeanIoU", "Mean", "Sum"} | ACCURACY
    assert set(read.table("losses")) | set(read.table("metrics")) <= set(LOSSES) | set(METRICS) | without
