"""Power as decibels: a floor for each sample, silence that stays finite, and nothing that depends on the neighbours in a batch."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from specbuild.running.model.preprocessing.decibels import Decibels


def levels(power, **options):
    return keras.ops.convert_to_numpy(Decibels(**options)(np.float32(power)))


@pytest.mark.parametrize(
    ("power", "options", "expected"),
    [
        pytest.param([[1.0, 0.1, 0.001]], {}, [[0, -10, -30]], id="ten for each power of ten"),
        pytest.param([[1.0, 1e-9]], {"range": 60.0}, [[0, -60]], id="a floor below the loudest"),
        pytest.param([[1.0, 0.0]], {"range": None}, [[0, -100]], id="silence has the least power"),
        pytest.param([[0.0, 0.0]], {}, [[-100, -100]], id="silence alone"),
        pytest.param([[1.0, 0.1]], {"scale": 20.0}, [[0, -0.5]], id="scaled"),
    ],
)
def test_decibels(power, options, expected):
    assert levels(power, **options) == pytest.approx(np.float32(expected), abs=1e-3)


def test_a_sample_does_not_depend_on_the_others_of_its_batch():
    alone, beside = [[1e-3, 1e-12]], [[1e-3, 1e-12], [1e6, 1.0]]
    assert levels(beside)[0] == pytest.approx(levels(alone)[0])


def test_a_saved_model_measures_the_same(tmp_path):
    model = keras.Sequential([keras.Input((3,)), Decibels(range=40.0, scale=10.0)])
    model.save(tmp_path / "model.keras")
    power = np.float32([[1.0, 1e-3, 1e-9]])
    again = keras.saving.load_model(tmp_path / "model.keras")
    assert (keras.ops.convert_to_numpy(again(power)) == keras.ops.convert_to_numpy(model(power))).all()
