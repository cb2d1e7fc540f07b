"""The rows that a model gets most wrong: an order of all rows, for every task."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from specbuild.running.metrics.mistakes import worst
from specbuild.running.metrics.predictions import Predictions


def predictions(task: str, seed: int, rows: int) -> Predictions:
    random = np.random.default_rng(seed)
    names = ("a", "b") if task == "binary" else ("a", "b", "c")
    scores = random.random((rows, 1 if task == "binary" else 3)).astype("float32")
    true = {
        "binary": random.integers(2, size=rows), "multiclass": random.integers(3, size=rows),
        "multilabel": random.integers(2, size=(rows, 3)), "regression": random.normal(size=(rows, 3)),
    }[task]  # fmt: skip
    return Predictions(task, [str(row) for row in range(rows)], true, scores, names)


@pytest.mark.parametrize("task", ["binary", "multiclass", "multilabel", "regression"])
@given(seed=some.integers(0, 999), rows=some.integers(1, 40))
def test_every_row_comes_once_and_what_is_wrong_comes_before_what_is_right(task: str, seed: int, rows: int) -> None:
    said = predictions(task, seed, rows)
    order, wrong = worst(said)
    assert sorted(order) == list(range(rows))
    assert (np.diff(wrong[order].astype(int)) <= 0).all()
    if task in ("binary", "multiclass"):
        assert np.array_equal(wrong, said.predicted != said.true)


def test_a_target_that_never_changes_divides_by_nothing() -> None:
    said = Predictions("regression", ["a", "b"], np.ones((2, 1)), np.array([[1.0], [3.0]], "float32"), ("p",))
    assert worst(said)[0].tolist() == [1, 0]
