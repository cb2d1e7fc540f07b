"""A state is one file that NumPy reads without pickle, and a damaged one is a finding."""

from __future__ import annotations

import io

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running import codes
from specbuild.running.train.state import State

VARIABLES = {"model/0000/dense/kernel": np.arange(6, dtype="float32").reshape(2, 3), "optimizer/0000/adam/iteration": np.int64(5)}
STATE = State(3, VARIABLES, ({"type": "EarlyStopping", "wait": 1, "best": 0.1 + 0.2},), {"loss": [1.0, float("nan"), 1 / 3]}, "early")


def test_a_state_survives_a_file_to_the_bit() -> None:
    again = State.from_bytes(STATE.to_bytes())
    assert (again.epoch, again.stopped, again.callbacks[0]) == (3, "early", STATE.callbacks[0])
    assert np.array_equal(again.history["loss"], STATE.history["loss"], equal_nan=True)
    assert {name: (array.dtype, array.tolist()) for name, array in again.variables.items()} == {
        name: (np.asarray(array).dtype, np.asarray(array).tolist()) for name, array in VARIABLES.items()
    }


def test_numpy_opens_it_without_pickle() -> None:
    with np.load(io.BytesIO(STATE.to_bytes()), allow_pickle=False) as opened:
        assert opened["model/0000/dense/kernel"].sum() == 15
        assert b'"epoch": 3' in opened["run.json"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"no zip file", id="something else"),
        pytest.param(STATE.to_bytes()[:-100], id="a part of it"),
        pytest.param(STATE.to_bytes().replace(b'"format": 1', b'"format": 9'), id="one that was changed"),
    ],
)
def test_a_damaged_state_is_a_finding(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        State.from_bytes(content, "`last.npz`")
    (finding,) = refused.value.findings
    assert finding.code == codes.BROKEN_STATE
    assert "`last.npz`" in finding.message
