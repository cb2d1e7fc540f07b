"""A threshold and a temperature are found on validation rows, judged on rows they were not found on, and kept if they bring something."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running.answering.tune import SCORES, sentences, tune
from specbuild.running.metrics.evaluate import evaluate
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir.tuned import Tuned

RANDOM = np.random.default_rng(0)


def of(task: str, true: np.ndarray, scores: np.ndarray) -> Predictions:
    width = 2 if task == "binary" else scores.shape[1]
    return Predictions(task, [str(row) for row in range(len(true))], true, scores.astype(np.float32), tuple("abcdef"[:width]))


def rare(rows: int = 2000) -> Predictions:
    """A rare class whose rows get higher scores than others, and hardly ever more than a half."""
    true = (RANDOM.random(rows) < 0.05).astype(np.int64)
    logits = RANDOM.normal(-3, 1, rows) + 2 * true
    return of("binary", true, 1 / (1 + np.exp(-logits))[:, None])


def overconfident(rows: int = 2000) -> Predictions:
    """Right as often as the mild probabilities say, and three times as sure."""
    logits = RANDOM.normal(0, 1, (rows, 3))
    mild = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    true = np.array([RANDOM.choice(3, p=row) for row in mild])
    sharp = np.exp(3 * logits) / np.exp(3 * logits).sum(axis=1, keepdims=True)
    return of("multiclass", true, sharp)


def test_a_rare_class_gets_a_lower_threshold_with_a_gain_that_is_sure() -> None:
    tuned = tune(rare(), None, seed=1)
    gain = tuned.gains["threshold"]
    assert tuned.threshold < 0.3
    assert gain["metric"] == "balanced_accuracy"
    assert gain["low"] > 0.1
    assert gain["low"] < gain["gain"] < gain["high"]


@pytest.mark.slow
def test_the_gain_is_that_on_rows_that_were_not_tuned_on() -> None:
    gains = []
    for seed in range(20):
        random = np.random.default_rng(seed)
        tuned = tune(of("binary", random.integers(2, size=200), random.random((200, 1))), "accuracy", seed)
        gains.append(tuned.gains["threshold"]["gain"])
    assert abs(np.mean(gains)) < 0.02  # of guesses, a threshold found and judged on the same rows would seem to gain about 0.06


def test_the_temperature_that_was_hidden_is_found() -> None:
    tuned = tune(overconfident(), None, seed=1)
    assert tuned.temperature == pytest.approx(3, rel=0.15)
    assert tuned.gains["temperature"]["low"] > 0
    assert "threshold" not in tuned.gains


def test_what_is_right_already_keeps_its_temperature_or_nearly_so() -> None:
    sharp = overconfident()
    mild = tune(sharp, None, seed=1).temperature
    from specbuild.running.answering.tune import tempered

    again = tune(replace(sharp, scores=tempered(sharp, mild)), None, seed=1)
    assert again.temperature == pytest.approx(1, abs=0.05)


def test_multilabel_is_tuned_by_the_mean_f1() -> None:
    true = (RANDOM.random((600, 3)) < 0.15).astype(np.int64)
    tuned = tune(of("multilabel", true, np.clip(true * 0.2 + RANDOM.random((600, 3)) * 0.3, 0, 1)), None, seed=1)
    assert tuned.gains["threshold"]["metric"] == "f1"
    assert tuned.gains["threshold"]["low"] > 0
    assert tuned.threshold < 0.5


@pytest.mark.parametrize("task", ["binary", "multilabel"])
def test_scores_are_the_numbers_of_evaluate(task: str) -> None:
    for seed in range(20):
        random = np.random.default_rng(seed)
        rows = int(random.integers(1, 30))
        true = random.integers(2, size=rows) if task == "binary" else random.integers(2, size=(rows, 3))
        said = of(task, true, random.random((rows, 1 if task == "binary" else 3)))
        numbers = evaluate(said, "validation").numbers
        for name, score in SCORES[task].items():
            assert score(said.true, said.predicted) == pytest.approx(numbers[name]), name


def test_the_same_seed_gives_the_same_numbers_and_they_survive_the_file() -> None:
    said = rare(200)
    one = tune(said, "f1", 3)
    assert one == tune(said, "f1", 3)
    assert Tuned.from_json(one.as_json()) == one
    assert len(sentences(one)) == 2


@pytest.mark.parametrize(
    ("said", "by", "code"),
    [
        pytest.param(of("regression", np.zeros((30, 1)), np.zeros((30, 1))), None, "I010", id="a regression"),
        pytest.param(of("multiclass", np.zeros(30, int), np.full((30, 3), 1 / 3)), "f1", "I010", id="no threshold to tune"),
        pytest.param(rare(40), "label_accuracy", "I010", id="a score of another task"),
        pytest.param(rare(19), None, "I011", id="too few rows"),
    ],
)
def test_what_cannot_be_tuned_is_refused(said: Predictions, by: str | None, code: str) -> None:
    with pytest.raises(Refused) as refused:
        tune(said, by, 0)
    assert [finding.code for finding in refused.value.findings] == [code]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([], id="a list"),
        pytest.param({"version": 2}, id="a later version"),
        pytest.param({"version": 1, "temperature": 0, "threshold": 0.5, "rows": 3, "gains": {}}, id="no temperature"),
        pytest.param({"version": 1, "temperature": "1", "threshold": 0.5, "rows": 3, "gains": {}}, id="a word"),
    ],
)
def test_a_file_that_tune_did_not_write_is_told_from_one_that_it_wrote(values: object) -> None:
    with pytest.raises(ValueError, match=r"tune|numbers"):
        Tuned.from_json(values)
