"""Min pooling gives exactly the least value of each window, along one, two and three axes."""

from __future__ import annotations

from itertools import product

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specbuild.running.model.layers.min_pooling1d import MinPooling1D
from specbuild.running.model.layers.min_pooling2d import MinPooling2D
from specbuild.running.model.layers.min_pooling3d import MinPooling3D

SIDE = 5


def least(values: np.ndarray, size: int, strides: int, padding: str) -> np.ndarray:
    """The least value of each window, by looking at each; windows reach over the border as Keras lets them."""
    whole = -(-SIDE // strides) if padding == "same" else (SIDE - size) // strides + 1
    over = max((whole - 1) * strides + size - SIDE, 0) // 2 if padding == "same" else 0
    windows = [slice(max(start, 0), start + size) for start in range(-over, -over + whole * strides, strides)]
    rank = values.ndim - 2
    pieces = [values[:, *window].min(axis=tuple(range(1, rank + 1))) for window in product(windows, repeat=rank)]
    return np.stack(pieces, axis=1).reshape(len(values), *[whole] * rank, values.shape[-1])


@pytest.mark.parametrize(("rank", "pooling"), [(1, MinPooling1D), (2, MinPooling2D), (3, MinPooling3D)])
@settings(max_examples=10)
@given(st.integers(1, 3), st.sampled_from([None, 1, 2]), st.sampled_from(["valid", "same"]), st.integers(0, 99))
def test_min_pooling_gives_exactly_the_least_value(
    rank: int, pooling: type, size: int, strides: int | None, padding: str, seed: int
) -> None:
    values = np.random.default_rng(seed).normal(size=(2, *[SIDE] * rank, 2)).astype("float32")
    pooled = values
    for layer in pooling(size, strides, padding).expand():
        pooled = layer(pooled)
    assert np.array_equal(keras.ops.convert_to_numpy(pooled), least(values, size, strides or size, padding))


def test_only_layers_of_keras_are_left() -> None:
    layers = MinPooling2D(3, name="darkest").expand()
    assert [type(layer).__module__.split(".")[0] for layer in layers] == ["keras"] * 3
    assert layers[1].name == "darkest"
