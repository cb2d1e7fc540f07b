"""Metrics agree with scikit-learn's, say nothing where they are not defined, and stand beside the trivial predictor."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sklearn import metrics as reference
from sklearn.calibration import calibration_curve

from specbuild.checking.diagnostic import Refused
from specbuild.running.metrics import areas, bootstrap, one_class, trivial
from specbuild.running.metrics.calibration import BINS, calibration_error
from specbuild.running.metrics.evaluate import evaluate
from specbuild.running.metrics.predictions import Predictions


def predictions(task: str, true: np.ndarray, scores: np.ndarray, threshold: float = 0.5) -> Predictions:
    width = 2 if task == "binary" else scores.shape[1]
    return Predictions(task, [str(row) for row in range(len(true))], true, scores, tuple(f"c{n}" for n in range(width)), threshold)


@some.composite
def multiclass(draw: some.DrawFn) -> Predictions:
    random = np.random.default_rng(draw(some.integers(0, 2**32)))
    rows, classes = draw(some.integers(1, 30)), draw(some.integers(2, 6))
    scores = random.dirichlet(np.full(classes, 0.5), rows).astype(np.float32)
    return predictions("multiclass", random.integers(draw(some.integers(1, classes)), size=rows), scores)


@some.composite
def binary(draw: some.DrawFn) -> Predictions:
    random = np.random.default_rng(draw(some.integers(0, 2**32)))
    rows = draw(some.integers(1, 30))
    return predictions("binary", random.integers(2, size=rows), random.random((rows, 1), np.float32), draw(some.floats(0.1, 0.9)))


@given(multiclass() | binary())
@settings(max_examples=settings.default.max_examples * 3 // 5)
def test_metrics_of_one_class_a_row_are_those_of_scikit_learn(of: Predictions) -> None:
    true, predicted = of.true, of.predicted
    scores = np.hstack([1 - of.scores, of.scores]) if of.task == "binary" else of.scores
    numbers = evaluate(of, "test").numbers
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a class that is predicted and does not occur
        expected = {
            "accuracy": reference.accuracy_score(true, predicted),
            "balanced_accuracy": reference.balanced_accuracy_score(true, predicted),
            "precision": reference.precision_score(true, predicted, average="macro", zero_division=0),
            "recall": reference.recall_score(true, predicted, average="macro", zero_division=0),
            "f1": reference.f1_score(true, predicted, average="macro", zero_division=0),
            "log_loss": reference.log_loss(true, scores, labels=range(len(of.classes))),
        }
    assert {name: numbers[name] for name in expected} == pytest.approx(expected, abs=2e-6)
    assert (scores[:, 0] >= 0).all()


@given(multiclass())
@settings(max_examples=settings.default.max_examples * 2 // 5)
def test_the_roc_area_is_there_exactly_where_it_is_defined(of: Predictions) -> None:
    found = evaluate(of, "test")
    occurring = np.unique(of.true)
    assert ("roc_auc" in found.numbers) == (len(occurring) > 1)
    if len(occurring) == len(of.classes) > 2:
        scores = of.scores.astype(float)
        expected = reference.roc_auc_score(of.true, scores / scores.sum(axis=1, keepdims=True), multi_class="ovr", average="macro")
        assert found.numbers["roc_auc"] == pytest.approx(expected, abs=1e-6)
    assert set(found.each) == {of.classes[number] for number in np.union1d(of.true, of.predicted)}


@given(multiclass())
@settings(max_examples=settings.default.max_examples * 2 // 5)
def test_the_formulas_of_the_bootstrap_agree_with_the_metrics(of: Predictions) -> None:
    numbers = evaluate(of, "test").numbers
    of_stack = bootstrap.of_confusions(one_class.confusion(of)[None])
    assert {name: values[0] for name, values in of_stack.items()} == pytest.approx({name: numbers[name] for name in of_stack})


@given(some.integers(0, 2**32), some.integers(1, 20), some.integers(1, 4))
@settings(max_examples=settings.default.max_examples * 2 // 5)
def test_metrics_of_many_labels_are_those_of_scikit_learn(seed: int, rows: int, classes: int) -> None:
    random = np.random.default_rng(seed)
    of = predictions("multilabel", random.integers(2, size=(rows, classes)), random.random((rows, classes)))
    numbers = evaluate(of, "test").numbers
    seen = (of.true.any(axis=0)) | (of.predicted.any(axis=0))
    f1 = [reference.f1_score(of.true[:, n], of.predicted[:, n], zero_division=0) for n in range(classes)]
    assert numbers["accuracy"] == pytest.approx((of.true == of.predicted).all(axis=1).mean())
    assert numbers["f1"] == pytest.approx(np.array(f1)[seen].mean() if seen.any() else 0.0)
    losses = [reference.log_loss(of.true[:, n], of.scores[:, n], labels=[0, 1]) for n in range(classes)]
    assert numbers["log_loss"] == pytest.approx(np.mean(losses))


@given(some.integers(0, 2**32), some.integers(1, 20), some.integers(1, 3))
@settings(max_examples=settings.default.max_examples * 2 // 5)
def test_metrics_of_numbers_are_those_of_scikit_learn(seed: int, rows: int, targets: int) -> None:
    random = np.random.default_rng(seed)
    of = predictions("regression", random.normal(50, 20, (rows, targets)), random.normal(50, 20, (rows, targets)))
    found = evaluate(of, "test")
    assert found.numbers["mae"] == pytest.approx(reference.mean_absolute_error(of.true, of.scores))
    assert found.numbers["rmse"] == pytest.approx(reference.root_mean_squared_error(of.true, of.scores))
    assert ("r2" in found.numbers) == (rows > 1)
    if rows > 1:
        assert found.numbers["r2"] == pytest.approx(reference.r2_score(of.true, of.scores))
    assert len(found.each) == targets


def test_targets_that_never_vary_have_no_r2() -> None:
    of = predictions("regression", np.full((4, 1), 3.0), np.array([[3.0], [3.0], [3.0], [4.0]]))
    assert evaluate(of, "test").numbers == {"mae": 0.25, "rmse": 0.5, "median_error": 0.0}
    assert set(bootstrap.intervals(of, seed=0)) == {"mae", "rmse", "median_error"}


@pytest.mark.parametrize("value", [math.nan, math.inf])
@pytest.mark.parametrize("task", ["binary", "multiclass", "multilabel", "regression"])
def test_a_prediction_that_is_not_a_number_is_a_finding(task: str, value: float) -> None:
    true = np.zeros(3, int) if task in ("binary", "multiclass") else np.zeros((3, 1 if task == "binary" else 2))
    scores = np.full((3, 1 if task == "binary" else 2), 0.5)
    scores[1] = value
    with pytest.raises(Refused) as refused:
        evaluate(predictions(task, true, scores), "validation")
    assert [finding.code for finding in refused.value.findings] == ["E001"]
    assert "1 of 3 validation rows" in refused.value.findings[0].message


def test_a_subset_without_rows_is_a_finding() -> None:
    with pytest.raises(Refused, match="test part has no rows"):
        evaluate(predictions("multiclass", np.zeros(0, int), np.zeros((0, 3))), "test")


@pytest.mark.parametrize(
    ("task", "true", "scores"),
    [
        ("binary", np.zeros(3, int), np.zeros((3, 2))),
        ("multiclass", np.zeros((3, 2), int), np.zeros((3, 2))),
        ("multilabel", np.zeros(3, int), np.zeros((3, 2))),
        ("regression", np.zeros((4, 2)), np.zeros((3, 2))),
    ],
)
def test_shapes_that_do_not_fit_are_refused(task: str, true: np.ndarray, scores: np.ndarray) -> None:
    with pytest.raises(ValueError, match="should be"):
        predictions(task, true, scores)


def test_a_probability_at_the_threshold_is_a_yes() -> None:
    of = predictions("binary", np.array([0, 1, 1]), np.array([[0.3], [0.7], [0.69]]), threshold=0.7)
    assert of.predicted.tolist() == [0, 1, 0]


def test_the_trivial_predictor_says_the_most_frequent_class_of_the_training_rows() -> None:
    of = predictions("multiclass", np.array([0, 1, 2, 2]), np.eye(3)[[0, 1, 2, 2]])
    numbers = evaluate(trivial.predict(of, np.array([1, 1, 2, 1])), "test").numbers
    assert numbers["accuracy"] == 0.25
    assert "roc_auc" in numbers
    assert numbers["roc_auc"] == 0.5


def test_the_trivial_predictor_of_a_binary_task_ignores_the_threshold() -> None:
    of = predictions("binary", np.array([0, 0, 0, 1]), np.zeros((4, 1)), threshold=0.1)
    assert trivial.predict(of, np.array([0, 0, 0, 1])).predicted.tolist() == [0, 0, 0, 0]


def test_the_trivial_predictor_of_numbers_says_their_means() -> None:
    of = predictions("regression", np.array([[1.0, 10.0], [3.0, 30.0]]), np.zeros((2, 2)))
    assert trivial.predict(of, of.true).scores.tolist() == [[2.0, 20.0], [2.0, 20.0]]
    assert evaluate(trivial.predict(of, of.true), "test").numbers["r2"] == pytest.approx(0)


def test_intervals_repeat_and_hold_what_was_measured() -> None:
    random = np.random.default_rng(0)
    true = random.integers(3, size=300)
    of = predictions("multiclass", true, random.dirichlet([1, 1, 1], 300) + np.eye(3)[true])
    found = bootstrap.intervals(of, seed=1)
    assert found == bootstrap.intervals(of, seed=1)
    numbers = evaluate(of, "test").numbers
    assert all(low - 1e-9 <= numbers[name] <= high + 1e-9 for name, (low, high) in found.items())
    low, high = found["accuracy"]
    share = numbers["accuracy"]
    assert high - low == pytest.approx(2 * 1.96 * math.sqrt(share * (1 - share) / 300), rel=0.15)  # the normal approximation


@pytest.mark.slow
def test_an_interval_holds_the_truth_about_95_times_of_100() -> None:
    random = np.random.default_rng(0)
    held = 0
    for _ in range(200):
        right = random.random(200) < 0.8
        of = predictions("binary", np.ones(200, int), np.where(right, 0.9, 0.1)[:, None])
        low, high = bootstrap.intervals(of, seed=0)["accuracy"]
        held += low <= 0.8 <= high
    assert 178 <= held <= 200


@pytest.mark.parametrize("task", ["binary", "multiclass", "multilabel", "regression"])
def test_one_row_is_enough(task: str) -> None:
    true = np.array([1]) if task in ("binary", "multiclass") else np.array([[1, 0]])
    of = predictions(task, true, np.array([[0.75]]) if task == "binary" else np.array([[0.25, 0.75]]))
    assert all(math.isfinite(number) for number in evaluate(of, "test").numbers.values())
    assert all(low <= high for low, high in bootstrap.intervals(of, seed=0).values())


@given(some.integers(0, 2**32), some.integers(2, 40), some.integers(1, 4), some.booleans())
@settings(max_examples=settings.default.max_examples * 3 // 5)
def test_areas_of_resamples_are_those_of_scikit_learn_with_counts_as_weights(seed: int, rows: int, classes: int, ties: bool) -> None:
    random = np.random.default_rng(seed)
    occurs, scores = random.random((rows, classes)) < 0.4, random.random((rows, classes))
    scores = scores.round(1) if ties else scores
    counts = random.multinomial(rows, np.full(rows, 1 / rows), size=3)
    found = areas.of_counts(counts, occurs, scores)
    for draw, weights in enumerate(counts):
        taken = np.repeat(np.arange(rows), weights)
        expected = areas.mean(areas.areas(occurs[taken], scores[taken]))
        got = {name: found[name][draw] for name in areas.NAMES if not np.isnan(found[name][draw])}
        assert got == pytest.approx(expected)
        weighted = reference.average_precision_score
        each = [weighted(of, score, sample_weight=weights) for of, score in zip(occurs.T, scores.T, strict=True) if of[taken].any()]
        assert got.get("average_precision", 0.0) == pytest.approx(np.mean(each) if each else 0.0)


@given(some.integers(0, 2**32), some.integers(1, 60))
@settings(max_examples=settings.default.max_examples * 3 // 5)
def test_the_calibration_error_is_that_of_the_curve_of_scikit_learn(seed: int, rows: int) -> None:
    random = np.random.default_rng(seed)
    said, right = random.choice([random.random(rows), random.integers(0, 16, rows) / 15]), random.random(rows) < 0.5
    true, predicted = calibration_curve(right, said, n_bins=BINS) if 0 < right.sum() < rows else (None, None)
    if true is not None:
        bins = np.searchsorted(np.linspace(0, 1, BINS + 1)[1:-1], said)
        shares = np.bincount(bins, minlength=BINS)[np.unique(bins)] / rows
        assert calibration_error(right, said) == pytest.approx((shares * np.abs(true - predicted)).sum())
    assert 0 <= calibration_error(right, said) <= 1


@pytest.mark.parametrize(
    ("confidence", "right", "error"),
    [
        pytest.param([0.8] * 5, [1, 1, 1, 1, 0], 0.0, id="80 % of what is said with 80 % come true"),
        pytest.param([1.0] * 4, [0] * 4, 1.0, id="sure and always wrong"),
        pytest.param([0.5], [1], 0.5, id="one row"),
    ],
)
def test_calibration_errors_that_can_be_counted_by_hand(confidence, right, error) -> None:
    assert calibration_error(np.array(right) == 1, np.array(confidence)) == pytest.approx(error)


@pytest.mark.parametrize("task", ["binary", "multiclass", "multilabel", "regression"])
def test_every_number_has_an_interval_that_holds_it(task: str) -> None:
    random = np.random.default_rng(1)
    true = random.integers(2 if task == "binary" else 3, size=200)
    noise = random.random((200, 3))
    forms = {
        "binary": (true, (true * 0.4 + noise[:, 0] * 0.6)[:, None]),
        "multiclass": (true, (np.eye(3)[true] + noise) / (1 + noise.sum(axis=1, keepdims=True))),
        "multilabel": (np.eye(3, dtype=int)[true], np.eye(3)[true] * 0.4 + noise * 0.6),
        "regression": (noise, noise + random.normal(0, 0.3, noise.shape)),
    }
    of = predictions(task, *forms[task])
    numbers, found = evaluate(of, "test").numbers, bootstrap.intervals(of, seed=0)
    assert set(found) == set(numbers)
    assert all(low - 1e-9 <= numbers[name] <= high + 1e-9 for name, (low, high) in found.items())


def test_medians_of_resamples_are_numpy_s() -> None:
    random = np.random.default_rng(0)
    for rows in (1, 2, 5, 8):
        values = random.random((rows, 2))
        found = bootstrap._medians(values, np.random.default_rng(3))
        again = np.random.default_rng(3)
        expected = [np.median(values[np.repeat(np.arange(rows), bootstrap._drawn(rows, again))], axis=0).mean() for _ in found]
        assert found == pytest.approx(expected)


def test_a_class_without_test_rows_has_no_area_and_spoils_no_other() -> None:
    scores = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.6, 0.3, 0.1], [0.3, 0.4, 0.3]])
    found = evaluate(predictions("multiclass", np.array([0, 1, 0, 1]), scores), "test")
    assert found.numbers["roc_auc"] == found.numbers["average_precision"] == 1.0
    assert set(found.each) == {"c0", "c1"}


def test_constant_predictions_are_measured_like_any_other() -> None:
    of = predictions("multiclass", np.array([0, 1, 2, 2]), np.full((4, 3), 1 / 3))
    numbers = evaluate(of, "test").numbers
    assert numbers["roc_auc"] == 0.5
    assert numbers["average_precision"] == pytest.approx(1 / 3)
    assert numbers["log_loss"] == pytest.approx(math.log(3))
    assert all(math.isfinite(bound) for interval in bootstrap.intervals(of, 0).values() for bound in interval)
