"""What the verdict is told beside the curves: the loss of the trivial predictor where it can be compared, and the cures that were tried."""

from __future__ import annotations

from types import SimpleNamespace as Some
from typing import Any

import numpy as np
import pytest

from specbuild.checking.grammar.entry import Entry
from specbuild.running.experiment.finish import tried, trivial_loss
from specbuild.showing.summary.verdict.overfitting import CURES

HALVES, LN2 = np.array([0, 1, 1, 0]), float(np.log(2))


def setup(
    task: str = "multiclass",
    loss: str = "SparseCategoricalCrossentropy",
    targets: Any = HALVES,
    *,
    scaled: bool = False,
    class_weights: Any = None,
    resample: Any = None,
    penalties: Any = (),
) -> Any:
    return Some(
        objective=Some(task=task, loss=Some(type=loss), scaled=scaled),
        spec=Some(training=Some(class_weights=class_weights, resample=resample)),
        built=Some(model=Some(losses=penalties)),
        data=Some(samples=Some(targets=np.asarray(targets)), split=Some(train=np.arange(len(targets)))),
    )


def entry(type_: str, **given: Any) -> Entry:
    return Entry(type_, "layers", given)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(setup(), LN2, id="two classes, equally many"),
        pytest.param(setup("binary", "BinaryCrossentropy"), LN2, id="binary"),
        pytest.param(
            setup("multilabel", "BinaryCrossentropy", [[0, 1], [1, 1]]), LN2 / 2, id="the mean over labels, one of them always there"
        ),
        pytest.param(setup("regression", "MeanSquaredError", [[1.0], [5.0]], scaled=True), 1.0, id="numbers in standard deviations"),
        pytest.param(setup("regression", "MeanSquaredError", [[1.0], [5.0]]), None, id="numbers in units of their own"),
        pytest.param(setup(class_weights="balanced"), None, id="rows weighed by class"),
        pytest.param(setup(resample="balanced"), None, id="rows drawn anew by class"),
        pytest.param(setup(penalties=[0.3]), None, id="penalties on weights"),
        pytest.param(setup("binary", "BinaryFocalCrossentropy"), None, id="focal"),
    ],
)
def test_the_trivial_loss_is_told_where_it_can_be_compared(case: Any, expected: float | None) -> None:
    assert trivial_loss(case) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("layers", "callbacks", "augmentation", "expected"),
    [
        pytest.param([entry("Dense", units=3)], [], (), set(), id="nothing"),
        pytest.param([entry("Dropout", rate=0.3)], [], (), {"dropout"}, id="Dropout"),
        pytest.param([entry("Bidirectional", layer=entry("GRU", units=3, dropout=0.2))], [], (), {"dropout"}, id="dropout inside a layer"),
        pytest.param([entry("BatchNormalization")], [], (), set(), id="BatchNormalization is no Dropout"),
        pytest.param([], [entry("EarlyStopping", patience=3)], (), set(), id="an early end that keeps the last epoch"),
        pytest.param(
            [], [entry("EarlyStopping", restore_best_weights=True)], (), {"early stopping"}, id="an early end that keeps the best"
        ),
        pytest.param([], [], (entry("RandomFlip"),), {"augmentation"}, id="augmentation"),
    ],
)
def test_the_cures_that_a_spec_has(layers: list[Entry], callbacks: list[Entry], augmentation: Any, expected: set[str]) -> None:
    spec: Any = Some(layers=layers, augmentation=augmentation, training=Some(callbacks=callbacks))
    assert tried(spec) == expected
    assert expected <= set(CURES)
