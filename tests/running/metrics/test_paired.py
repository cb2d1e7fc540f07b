"""How sure a difference is: equal models do not differ, and the law of chance holds."""

from __future__ import annotations

import numpy as np
import pytest

from specbuild.running.metrics.paired import differences
from specbuild.running.metrics.predictions import Predictions

ROWS = 200


def classified(right: np.ndarray, order: np.ndarray | None = None) -> Predictions:
    """Predictions of two classes that are right on these rows."""
    order = np.arange(len(right)) if order is None else order
    true = np.arange(len(right)) % 2
    scores = np.where(right, true, 1 - true) * 0.8 + 0.1
    return Predictions("binary", [f"row {row}" for row in order], true[order], scores[order][:, None], ("a", "b"))


def regressed(errors: np.ndarray) -> Predictions:
    true = np.linspace(0, 1, len(errors))[:, None]
    return Predictions("regression", [str(row) for row in range(len(errors))], true, true + errors[:, None], ("y",))


def test_a_model_does_not_differ_from_itself_in_whatever_order_its_rows_stand() -> None:
    random = np.random.default_rng(0)
    right = random.random(ROWS) < 0.8
    found = differences(classified(right), classified(right, random.permutation(ROWS)), seed=0)
    assert found == {"accuracy": (0.0, 0.0), "log_loss": (0.0, 0.0)}


def test_a_model_that_is_right_on_more_rows_is_better_by_that_share() -> None:
    right = np.arange(ROWS) < 120
    low, high = differences(classified(right), classified(np.arange(ROWS) < 160), seed=0)["accuracy"]
    assert 0.1 < low < 0.2 < high < 0.3


@pytest.mark.parametrize("wrong", [differences(classified(np.ones(4, bool)), classified(np.ones(5, bool)), seed=0)])
def test_other_rows_have_no_difference(wrong: dict[str, object]) -> None:
    assert wrong == {}


def test_errors_of_a_regression_are_compared_in_their_unit() -> None:
    found = differences(regressed(np.full(ROWS, 2.0)), regressed(np.full(ROWS, -1.0)), seed=0)
    assert found["mae"] == pytest.approx((-1.0, -1.0))
    assert found["rmse"] == pytest.approx((-1.0, -1.0))


@pytest.mark.slow
def test_equal_models_are_told_apart_in_one_case_of_twenty() -> None:
    random = np.random.default_rng(1)
    told = 0
    for seed in range(200):
        low, high = differences(classified(random.random(100) < 0.7), classified(random.random(100) < 0.7), seed=seed)["accuracy"]
        told += not low <= 0 <= high
    assert told <= 20  # 10 are expected; more than 20 has a chance below 0.2 %
