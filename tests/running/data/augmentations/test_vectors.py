"""What changes rows of tables: numbers by the spread of their column, categories whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused

ROWS = 3000
TARGETS = np.zeros(ROWS, int)
FACTS = {
    "shape": (5,), "kind": "vector", "value_range": None, "numeric": (0, 1), "widths": (1, 1, 3), "center": (4.0, -1.0, 0.3, 0.3, 0.4),
    "spread": (2.0, 100.0, 0.4, 0.4, 0.5),
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    rng = np.random.default_rng(0)
    return np.hstack([rng.normal([4, -1], [2, 100], (ROWS, 2)), np.eye(3)[rng.integers(0, 3, ROWS)]]).astype("float32")


def run(make: Any, compiled: Any, rows: np.ndarray, entry: tuple[str, dict[str, Any]]) -> np.ndarray:
    pipeline = make(entry, **FACTS)
    return compiled(pipeline)(rows, TARGETS, pipeline.draws(0, 0, ROWS))[0]


def test_noise_is_as_strong_as_the_column_is_spread_and_leaves_categories_alone(
    make: Callable[..., Any], compiled: Callable[..., Any], rows: np.ndarray
) -> None:
    noise = run(make, compiled, rows, ("RandomFeatureNoise", {"factor": [0.1, 0.1]})) - rows
    assert np.abs(noise[:, :2].std(axis=0) / [0.2, 10.0] - 1).max() < 0.05
    assert not noise[:, 2:].any()


def test_a_dropped_number_is_the_mean_of_its_column_and_a_dropped_category_is_none(
    make: Callable[..., Any], compiled: Callable[..., Any], rows: np.ndarray
) -> None:
    found = run(make, compiled, rows, ("RandomFeatureDropout", {"factor": 0.4}))
    numbers, marks = found[:, :2] == [4.0, -1.0], found[:, 2:]
    assert np.array_equal(np.where(numbers, rows[:, :2], found[:, :2]), rows[:, :2])
    gone = ~marks.any(axis=1)
    assert np.array_equal(marks[~gone], rows[~gone, 2:])
    rates = [*numbers.mean(axis=0), gone.mean()]
    assert np.abs(np.array(rates) - (0.4 - 0.4**3 / 3)).max() < 0.03  # where all three fall, one stays


def test_one_feature_stays_when_all_would_go(make: Callable[..., Any], compiled: Callable[..., Any], rows: np.ndarray) -> None:
    found = run(make, compiled, rows, ("RandomFeatureDropout", {"factor": 1.0}))
    stays = np.column_stack([found[:, :2] == rows[:, :2], found[:, 2:].any(axis=1)])
    assert (stays.sum(axis=1) == 1).all()


def test_without_a_layout_every_column_is_a_number(make: Callable[..., Any]) -> None:
    pipeline = make(("RandomFeatureNoise", {"factor": 0.1}), shape=(5,), kind="vector", spread=(1.0,) * 5)
    assert pipeline.steps[0].operation.strength.tolist() == [1.0] * 5


@pytest.mark.parametrize(
    ("type_", "facts", "words"),
    [
        pytest.param("RandomFeatureNoise", {"numeric": ()}, "marks a category", id="noise where there is no number"),
        pytest.param("RandomFeatureDropout", {"shape": (3,), "widths": (3,)}, "one feature", id="dropping the only feature"),
    ],
)
def test_what_cannot_be_done_is_refused(type_: str, facts: dict[str, Any], words: str, make: Callable[..., Any]) -> None:
    with pytest.raises(Refused, match=words):
        make((type_, {"factor": 0.1}), **{**FACTS, **facts})


def test_mixed_rows_mix_their_numbers_to_predict(make: Callable[..., Any], compiled: Callable[..., Any]) -> None:
    rows = np.arange(8, dtype="float32")[:, None].repeat(5, axis=1)
    pipeline = make(("MixUp", {"alpha": 1.0}), **{**FACTS, "task": "regression", "classes": ()})
    found, targets = compiled(pipeline)(rows, rows[:, :1] * 10.0, pipeline.draws(0, 0, 8))
    np.testing.assert_allclose(found[:, :1] * 10, targets, rtol=1e-5)
    assert not np.array_equal(found, rows)
