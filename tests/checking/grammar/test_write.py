"""A spec written out with every default is a spec, the same one, and is written out the same again."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbuild.checking.document.document import Document
from specbuild.checking.grammar.read import read_spec
from specbuild.checking.grammar.write import write_spec

SPECS = sorted((Path(__file__).parents[3] / "specs").glob("**/*.toml"))
NESTED = """
format = 1
name = "nested"
task.type = "regression"
loader = { type = "bundled", name = "diabetes" }
layers = [
  { type = "Reshape", target_shape = [5, 2] },
  { type = "Bidirectional", layer = { type = "LSTM", units = 3, kernel_regularizer = "l2" }, merge_mode = "sum" },
  { type = "Dense", units = 1, activation = "none", kernel_initializer = { type = "HeNormal" }, kernel_constraint = { type = "MaxNorm" } },
]
training = { optimizer = { type = "SGD", learning_rate = { type = "CosineDecay", initial_learning_rate = "1/100", decay_steps = 9 } } }
"""


@pytest.mark.parametrize("text", [*(path.read_text() for path in SPECS), NESTED], ids=[*(path.stem for path in SPECS), "nested objects"])
def test_written_and_read_again_it_is_the_same(text):
    spec, findings = read_spec(Document.of(text).values)
    assert not findings
    written = write_spec(spec)
    again, findings = read_spec(written)
    assert not findings
    assert write_spec(again) == written


def test_defaults_of_nested_entries_are_written_too():
    spec, _ = read_spec(Document.of(NESTED).values)
    dense = write_spec(spec)["layers"][2]
    assert dense["kernel_constraint"] == {"type": "MaxNorm", "max_value": 2, "axis": 0}
    assert dense["bias_initializer"] == "Zeros"
    assert dense["activation"] == "none"
