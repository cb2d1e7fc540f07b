"""How many steps run at once is a matter of speed alone."""

from __future__ import annotations

import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running import codes
from specbuild.running.train.compile import steps_per_execution


@pytest.mark.parametrize(
    ("asked", "backend", "steps", "multiply_adds", "found"),
    [
        pytest.param("auto", "tensorflow", 64, 10_000, 32, id="auto takes many steps of a tiny network"),
        pytest.param("auto", "tensorflow", 64, 100_000_000, 1, id="auto takes single steps of a large one"),
        pytest.param("auto", "tensorflow", 64, 4_000_000, 8, id="auto returns often enough to show progress"),
        pytest.param("auto", "jax", 64, 10_000, 1, id="auto takes single steps on JAX"),
        pytest.param("auto", "tensorflow", 63, 10_000, 21, id="an epoch ends with an execution"),
        pytest.param(10, "tensorflow", 64, 100_000_000, 8, id="a number is rounded down to a divisor"),
        pytest.param(100, "tensorflow", 7, 1, 7, id="an epoch is the most"),
        pytest.param(1, "torch", 64, 1, 1, id="torch takes one"),
        pytest.param("auto", "torch", 64, 1, 1, id="auto takes one on torch"),
    ],
)
def test_steps_per_execution(spec, asked, backend: str, steps: int, multiply_adds: int, found: int) -> None:
    training = spec(steps_per_execution=asked).training
    assert steps_per_execution(training, backend, steps=steps, multiply_adds=multiply_adds) == found


def test_torch_refuses_several_steps(spec) -> None:
    with pytest.raises(Refused) as refused:
        steps_per_execution(spec(steps_per_execution=4).training, "torch", steps=8, multiply_adds=1)
    assert [finding.code for finding in refused.value.findings] == [codes.ONE_STEP]
