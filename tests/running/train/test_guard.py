"""What evaluation receives is what the loader decodes: whatever changes it on the way stops the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import keras
import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running import codes
from specbuild.running.train.guard import Guard

pytestmark = pytest.mark.slow  # left out of the tests for every save

Batches = Iterator[tuple[np.ndarray, np.ndarray]]
layers = keras.layers


def wired(batches: Batches, layer: Callable[..., object]) -> Batches:
    """The way to evaluation with an op wired in, as a careless pipeline would have it."""
    for rows, pictures in batches:
        yield rows, keras.ops.convert_to_numpy(layer(pictures)).astype(pictures.dtype)


@pytest.fixture(scope="module")
def trained(spec, run):
    return run(spec(epochs=1))


@pytest.fixture
def guard(digits) -> Guard:
    return Guard("validation", digits.read, [f"row {row}" for row in range(len(digits.pictures))])


def test_rows_that_are_as_decoded_pass_in_every_epoch(spec, run, digits, guard) -> None:
    assert run(spec(epochs=2), guard=guard).history.stopped == "finished"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: layers.RandomFlip(), id="a random op"),
        pytest.param(lambda: layers.Equalization(value_range=(0, 16)), id="a constant op"),
        pytest.param(lambda: layers.RandomTranslation(0.3, 0.3, seed=3), id="an op with one fixed seed"),
    ],
)
@pytest.mark.parametrize(
    "from_epoch", [pytest.param(0, id="from the start"), pytest.param(1, id="from the second epoch", marks=pytest.mark.slow)]
)
def test_an_op_on_the_way_to_evaluation_stops_the_run(spec, run, trained, digits, guard, make, from_epoch: int) -> None:
    op = make()

    def validate(epoch: int) -> dict[str, float]:
        clean = digits.batches(digits.validation)
        return trained.evaluator.evaluate(wired(clean, op) if epoch >= from_epoch else clean, guard, epoch=epoch)

    with pytest.raises(Refused) as refused:
        run(spec(epochs=3), validate=validate)
    (finding,) = refused.value.findings
    assert finding.code == codes.DIFFERENT_ROWS
    assert f"the validation rows in epoch {from_epoch + 1}" in finding.message
    assert "`row 448`" in finding.message or "`row 4" in finding.message


def test_one_changed_value_of_one_row_is_named(digits, guard) -> None:
    rows = np.asarray([5, 9, 3])
    pictures = digits.read(rows).copy()
    pictures[1, 4, 4, 0] ^= 1
    with pytest.raises(Refused) as refused:
        guard.check(rows, pictures)
    assert refused.value.findings[0].message == "the validation rows after training are not what the loader decodes: `row 9`"


def test_rows_in_another_order_are_other_rows(digits, guard) -> None:
    rows = np.asarray([1, 2])
    with pytest.raises(Refused):
        guard.check(rows, digits.read(rows)[::-1])


def test_a_row_is_decoded_afresh_once(digits) -> None:
    decoded: list[int] = []

    def read(rows: np.ndarray) -> np.ndarray:
        decoded.extend(rows.tolist())
        return digits.read(rows)

    guard = Guard("test", read, [""] * 600)
    for _ in range(2):
        guard.check(np.asarray([4, 2]), digits.read(np.asarray([4, 2])))
    assert decoded == [4, 2]
