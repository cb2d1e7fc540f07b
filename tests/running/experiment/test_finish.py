"""What the verdict is told beside the curves: the loss of the trivial predictor, where it is the same sum as the training loss."""

from __future__ import annotations

from types import SimpleNamespace as Some
from typing import Any

import numpy as np
import pytest

from specbuild.running.experiment.finish import trivial_loss

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
