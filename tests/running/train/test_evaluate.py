"""One way to predict and to measure: rows do not depend on their neighbours, and the loss is the mean over the rows."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.objective.facts import LOSSES, METRICS
from specbuild.running.train import evaluate
from specbuild.running.train.evaluate import predict, probabilities
from specbuild.running.train.places import even

RIDGE = Entry("L2", "regularizers", {"l2": 0.01})


def outputs_of(model: keras.Model, batches, size: int = 32) -> np.ndarray:
    places = even(model, np.random.default_rng(0).random((20, *model.input_shape[1:]), np.float32), size=size)
    return np.concatenate([outputs for _, _, outputs in predict(model, batches, size=size, places=places)])


@pytest.fixture(scope="module")
def trained(spec, run):
    return run(spec(epochs=2))


@pytest.fixture(scope="module")
def alone(digits, trained) -> np.ndarray:
    """What each of 600 rows gets where it stands alone."""
    return np.concatenate([outputs_of(trained.model, digits.batches(np.array([row]))) for row in range(600)])


@pytest.mark.slow
@settings(max_examples=20)
@given(rows=st.lists(st.integers(0, 599), min_size=1, max_size=70), size=st.integers(1, 32))
def test_a_prediction_does_not_depend_on_the_neighbours_of_a_row(digits, trained, alone, rows, size) -> None:
    assert np.array_equal(outputs_of(trained.model, digits.batches(np.asarray(rows), size)), alone[rows])


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({}, id="a plain network"),
        pytest.param({"head": {"kernel_regularizer": RIDGE}}, id="with regularized weights"),
        pytest.param({"before": [("Dense", {"units": 12, "activity_regularizer": RIDGE})]}, id="with regularized activations"),
        pytest.param({"before": [("ActivityRegularization", {"l1": 0.01})], "head": {"bias_regularizer": RIDGE}}, id="with both"),
        pytest.param({"before": [("BatchNormalization", {})]}, id="with moving averages"),
    ],
)
def test_loss_and_metrics_are_those_of_keras_over_all_rows(spec, run, digits, arguments) -> None:
    trained = run(spec(epochs=1, **arguments))
    rows = digits.validation
    found = trained.evaluator.evaluate(digits.batches(rows))
    expected = trained.model.evaluate(
        digits.pictures[rows].astype("float32"), digits.targets[rows], batch_size=len(rows), verbose=0, return_dict=True
    )
    assert found == pytest.approx(expected, rel=1e-5)


def test_the_result_does_not_depend_on_how_much_is_measured_at_once(digits, trained, monkeypatch) -> None:
    whole = trained.evaluator.evaluate(digits.batches(digits.validation))
    monkeypatch.setattr(evaluate, "CHUNK", 40)
    assert trained.evaluator.evaluate(digits.batches(digits.validation)) == pytest.approx(whole, rel=1e-6)


def test_who_wants_to_see_the_outputs_sees_each_row_once(digits, trained) -> None:
    seen: list[tuple[np.ndarray, np.ndarray]] = []
    trained.evaluator.evaluate(digits.batches(digits.validation), see=lambda rows, outputs: seen.append((rows, outputs)))
    assert np.array_equal(np.concatenate([rows for rows, _ in seen]), digits.validation)
    said = np.concatenate([outputs for *_, outputs in predict(trained.model, digits.batches(digits.validation), size=32)])
    assert np.array_equal(np.concatenate([outputs for _, outputs in seen]), said)


def entry(table: str, type_: str) -> Entry:
    needed = {"PrecisionAtRecall": {"recall": 0.5}, "RecallAtPrecision": {"precision": 0.5}}
    needed |= {"SensitivityAtSpecificity": {"specificity": 0.5}, "SpecificityAtSensitivity": {"sensitivity": 0.5}}
    needed |= {"OneHotIoU": {"num_classes": 10, "target_class_ids": [0]}, "OneHotMeanIoU": {"num_classes": 10}}
    needed |= {"F1Score": {"average": "macro"}, "FBetaScore": {"average": "macro"}, "CategoricalGeneralizedCrossEntropy": {"q": 0.5}}
    return Entry(type_, table, needed.get(type_, {}), path=("training", table))


@pytest.mark.slow
@pytest.mark.parametrize("loss", [name for name, fact in LOSSES.items() if "multiclass" in fact.tasks])
def test_every_loss_of_the_facts_trains_and_is_measured(spec, run, loss: str) -> None:
    history = run(spec(epochs=1, loss=entry("losses", loss), head={"activation": Entry("softmax", "activations", {})})).history
    assert np.isfinite([history.numbers["loss"], history.numbers["val_loss"]]).all()


@pytest.mark.slow
@pytest.mark.parametrize("targets", ["class numbers", "a number for each output"])
def test_every_metric_of_the_facts_is_one_number(spec, run, targets: str) -> None:
    metrics = tuple(entry("metrics", name) for name, fact in METRICS.items() if "multiclass" in fact.tasks and fact.targets == targets)
    found = run(spec(epochs=1, metrics=metrics, head={"activation": Entry("softmax", "activations", {})}))
    assert len(found.history.numbers) == 2 * (len(metrics) + 1) + 1
    assert np.isfinite(list(found.history.numbers.values())).all()


@pytest.mark.parametrize(
    ("task", "outputs", "given", "expected"),
    [
        ("multiclass", "logits", [[0.0, 0.0], [0.0, np.log(3)]], [[0.5, 0.5], [0.25, 0.75]]),
        ("binary", "logits", [[0.0], [np.log(3)]], [[0.5], [0.75]]),
        ("multilabel", "probabilities", [[0.9, 0.8]], [[0.9, 0.8]]),
        ("regression", "values", [[-3.0]], [[-3.0]]),
    ],
)
def test_outputs_become_probabilities(task: str, outputs: str, given, expected) -> None:
    assert np.allclose(probabilities(np.asarray(given), task, outputs), expected)
