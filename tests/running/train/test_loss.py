"""The loss of a regression does not depend on the unit of its targets, and everything else is in that unit."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.mark.parametrize("type_", ["MeanSquaredError", "MeanAbsoluteError", "Huber", "LogCosh"])
@pytest.mark.parametrize(("offset", "factor"), [(0.0, 1.0), (1000.0, 50.0), (-3.0, 0.001)])
def test_a_scaled_loss_is_the_loss_of_scaled_numbers(type_: str, offset: float, factor: float) -> None:
    from specbuild.checking.grammar.entry import Entry
    from specbuild.checking.objective.objective import Objective
    from specbuild.running.model.unit import Unit
    from specbuild.running.train.loss import loss_of

    random = np.random.default_rng(0)
    true, said = random.normal(size=(20, 2)), random.normal(size=(20, 2))
    unit = Unit.of(true * factor + offset)
    objective = Objective("regression", "values", "a number for each output", Entry(type_, "losses", {}), (), 0.5, scaled=True)
    found = loss_of(objective, unit)((true * factor + offset).astype("float32"), (said * factor + offset).astype("float32"))
    plain = loss_of(objective, None)((true - true.mean(0)) / true.std(0), (said - true.mean(0)) / true.std(0))
    assert float(found) == pytest.approx(float(plain), rel=2e-4)


def test_a_target_that_never_changes_is_not_divided_by_nothing() -> None:
    from specbuild.running.model.unit import Unit

    unit = Unit.of(np.array([[3.0, 1.0], [3.0, 2.0]]))
    assert (unit.mean.tolist(), unit.spread.tolist()) == ([3.0, 1.5], [1.0, 0.5])


def test_the_last_layer_gives_the_unit_back() -> None:
    import keras

    from specbuild.running.model.unit import Unit

    unit = Unit(np.array([10.0, -5.0], "float32"), np.array([2.0, 0.5], "float32"))
    network = keras.Sequential([keras.Input((2,)), unit.layer()])
    np.testing.assert_allclose(network.predict_on_batch(np.array([[0.0, 0.0], [1.0, -2.0]])), [[10.0, -5.0], [12.0, -6.0]])
    assert not network.weights
