"""The canary finds a network that cannot learn and validation rows that were seen, and lets healthy experiments pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from specbuild.checking.document.document import Document
from specbuild.checking.judge import bind, judge
from specbuild.checking.objective.derive import derive
from specbuild.running.data.splits.split import Split
from specbuild.running.experiment.canary import Check, canary
from specbuild.running.experiment.data import Data, load_data

pytestmark = pytest.mark.slow
SPEC = """
format = 1
name = "canary"
seed = 3
backend = "tensorflow"
task.type = "multiclass"
loader = { type = "bundled", name = "digits" }
split = { type = "stratified", validation = 0.2 }
preprocessing = [{ type = "Rescaling", scale = "1/16" }]
layers = [
  { type = "Flatten" },
  { type = "Dense", units = 128, activation = "relu" },
  { type = "Dropout", rate = 0.3 },
  { type = "Dense", units = "classes" },
]
training = { epochs = 4, batch_size = 32 }
"""


def checked(text: str, change: Callable[[Data], Data] = lambda data: data) -> list[Check]:
    judged = judge(Document.of(text))
    assert judged.spec is not None, judged.findings
    data = change(load_data(judged.spec, Path()))
    judged = bind(judged, data.known, data.samples.shape)
    assert judged.spec is not None
    assert judged.plan is not None
    return canary(judged.spec, judged.plan, derive(judged.spec, judged.plan, validated=True), data)


def leaking(data: Data) -> Data:
    """Half of the validation rows stand among the training rows as well."""
    split = data.split
    return replace(data, split=Split(np.sort(np.concatenate([split.train[:300], split.validation[::2]])), split.validation, split.test))


def test_a_healthy_experiment_passes_both() -> None:
    assert [check.passed for check in checked(SPEC)] == [True, True]


def test_a_learning_rate_that_is_far_too_low_cannot_learn_a_batch() -> None:
    text = SPEC.replace("batch_size = 32", 'batch_size = 32, optimizer = { type = "Adam", learning_rate = 1e-9 }')
    batch, _ = checked(text)
    assert not batch.passed
    assert batch.finding is not None
    assert "cannot learn one batch" in batch.finding.message


def test_validation_rows_among_the_training_rows_are_found() -> None:
    batch, shuffled = checked(SPEC, leaking)
    assert batch.passed
    assert not shuffled.passed
