"""Where rows may stand in a batch for their bits not to depend on it."""

import keras
import numpy as np
import pytest

from specbuild.running.train.evaluate import predict
from specbuild.running.train.places import even


class Grouped:
    """A network that adds rows up in groups, and those of the last `rest` places in another way."""

    def __init__(self, group: int, rest: int = 0) -> None:
        self.group, self.rest, self.sizes = group, rest, set[int]()

    def predict_on_batch(self, samples: np.ndarray) -> np.ndarray:
        self.sizes.add(len(samples))
        places = np.arange(len(samples))
        kinds = np.where(places < len(samples) - self.rest, places % self.group, self.group)
        return samples.sum(axis=1, keepdims=True) + kinds[:, None] * 1e-6


class Centred:
    """A network whose rows change each other."""

    def predict_on_batch(self, samples: np.ndarray) -> np.ndarray:
        return samples.sum(axis=1, keepdims=True) - samples.mean()


@pytest.mark.parametrize(
    ("model", "places"),
    [
        pytest.param(Grouped(1), None, id="no dependence"),
        pytest.param(Grouped(2), tuple(range(0, 16, 2)), id="every other row"),
        pytest.param(Grouped(8), (0, 8), id="groups of eight"),
        pytest.param(Grouped(3), (0, 3, 6, 9, 12, 15), id="groups that no batch holds evenly"),
        pytest.param(Grouped(1, rest=2), tuple(range(14)), id="the last two are left over"),
        pytest.param(Centred(), (0,), id="neighbours matter: each row alone"),
    ],
)
def test_rows_stand_where_their_place_does_not_matter(model, places) -> None:
    rows = np.random.default_rng(1).random((40, 5))
    found = even(model, rows, size=16)
    assert found == places
    expected = np.concatenate(
        [values for *_, values in predict(model, ((np.array([row]), rows[[row]]) for row in range(40)), size=16, places=found)]
    )
    for order in (np.arange(40), np.arange(40)[::-1], np.array([7]), np.random.default_rng(2).permutation(40)[:21]):
        batches = ((order[start : start + 16], rows[order[start : start + 16]]) for start in range(0, len(order), 16))
        found_rows, _, values = zip(*predict(model, batches, size=16, places=found), strict=True)
        assert np.array_equal(np.concatenate(found_rows), order)
        assert np.array_equal(np.concatenate(values), expected[order])


def test_the_network_always_receives_as_many_rows() -> None:
    model = Grouped(2)
    list(predict(model, [(np.arange(11), np.ones((11, 3)))], size=16, places=even(model, np.ones((3, 3)), size=16)))
    assert model.sizes == {16}


@pytest.mark.parametrize(
    ("shape", "stack"),
    [
        pytest.param((64,), [("Dense", {"units": 10})], id="a matrix product, taken by six rows with AVX2"),
        pytest.param(
            (6, 12, 12, 1),
            [("Conv3D", {"filters": 12, "kernel_size": 3}), ("GlobalAveragePooling3D", {}), ("Dense", {"units": 3})],
            id="the mean over the positions of twelve channels",
        ),
    ],
)
def test_real_networks_say_the_same_at_every_place(shape, stack) -> None:
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input(shape), *(getattr(keras.layers, type_)(**arguments) for type_, arguments in stack)])
    rows = np.random.default_rng(1).random((32, *shape)).astype("float32")
    found, order = even(model, rows, size=32), np.random.default_rng(2).permutation(32)
    straight, mixed = (next(iter(predict(model, [(some, rows[some])], size=32, places=found)))[2] for some in (np.arange(32), order))
    assert np.array_equal(straight[order], mixed)
