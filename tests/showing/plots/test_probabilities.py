"""Drawings of probabilities: their curves agree with scikit-learn's areas, and every edge case is drawn or left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn import metrics

from specbuild.running.metrics.predictions import Predictions
from specbuild.showing.plots import calibration, discrimination, style

RANDOM = np.random.default_rng(0)
ROWS = 300


def binary(scores: np.ndarray, true: np.ndarray) -> Predictions:
    return Predictions("binary", [str(row) for row in range(len(true))], true, scores[:, None].astype(np.float32), ("no", "yes"))


def multiclass(classes: int, rows: int = ROWS) -> Predictions:
    scores = RANDOM.dirichlet(np.ones(classes), rows).astype(np.float32)
    return Predictions(
        "multiclass", [str(row) for row in range(rows)], np.arange(rows) % classes, scores, tuple(f"c{at}" for at in range(classes))
    )


def multilabel() -> Predictions:
    return Predictions(
        "multilabel", [str(row) for row in range(ROWS)], RANDOM.integers(0, 2, (ROWS, 3)), RANDOM.random((ROWS, 3)), ("a", "b", "c")
    )


def test_the_areas_are_those_of_scikit_learn() -> None:
    predictions = multiclass(4)
    for curve, at in zip(discrimination.roc(predictions), range(4), strict=True):
        assert curve.area == pytest.approx(metrics.roc_auc_score(predictions.true == at, predictions.scores[:, at]))
    for curve, at in zip(discrimination.precision_recall(predictions), range(4), strict=True):
        assert curve.area == pytest.approx(metrics.average_precision_score(predictions.true == at, predictions.scores[:, at]))


def test_a_curve_keeps_its_ends_when_it_is_thinned() -> None:
    curve = discrimination.roc(binary(RANDOM.random(5000), RANDOM.integers(0, 2, 5000)))[0]
    assert len(curve.across) <= 200
    assert (curve.across[0], curve.up[0], curve.across[-1], curve.up[-1]) == (0, 0, 1, 1)


def test_a_class_that_does_not_occur_has_no_curve() -> None:
    predictions = multiclass(3)
    without = Predictions(
        "multiclass", predictions.ids, np.where(predictions.true == 2, 0, predictions.true), predictions.scores, predictions.classes
    )
    assert [curve.name for curve in discrimination.roc(without)] == ["c0", "c1"]
    assert discrimination.roc(binary(np.linspace(0, 1, 9), np.ones(9, int))) == []


def test_probabilities_that_are_right_have_no_gap_and_bold_ones_are_called_so() -> None:
    said = RANDOM.random(200_000)
    honest = calibration.bins(binary(said, (RANDOM.random(200_000) < said).astype(int)))
    assert honest.gap < 0.01
    bold = calibration.bins(binary(np.full(100, 0.99), np.arange(100) % 2))
    assert bold.gap == pytest.approx(0.49)
    assert "too sure of itself" in calibration.describe(bold)


@pytest.mark.slow
@pytest.mark.parametrize(
    "predictions",
    [
        pytest.param(binary(RANDOM.random(ROWS), RANDOM.integers(0, 2, ROWS)), id="binary"),
        pytest.param(binary(np.full(2, 0.5), np.array([0, 1])), id="always the same probability"),
        pytest.param(multiclass(100, 2000), id="a hundred classes"),
        pytest.param(multilabel(), id="multilabel"),
        pytest.param(binary(np.array([1.0]), np.array([1])), id="one row"),
    ],
)
def test_everything_is_drawn_small(predictions: Predictions, tmp_path: Path) -> None:
    drawings = [calibration.draw(calibration.bins(predictions))]
    for find, draw in (
        (discrimination.roc, discrimination.draw_roc),
        (discrimination.precision_recall, discrimination.draw_precision_recall),
    ):
        if curves := find(predictions):
            assert discrimination.describe(curves, "area")
            drawings.append(draw(curves))
    for number, figure in enumerate(drawings):
        path = style.write(figure, tmp_path / f"{number}.svg", title="a", description="b")
        assert 2_000 < path.stat().st_size < 250_000
