"""What is said of a key that is not there: the one that was meant, also where the table has it already."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbuild.checking.judge import judge_file

DIGITS = Path(__file__).parents[3] / "specs" / "digits.toml"


@pytest.mark.parametrize(
    ("override", "help_"),
    [
        pytest.param("training.epoch=3", "did you mean `epochs`, which is there already?", id="given in the file"),
        pytest.param("training.class_weight=3", "did you mean `class_weights`?", id="not given yet"),
        pytest.param("epochs=3", "it belongs under `[training]`: move it there", id="of another table"),
    ],
)
def test_a_misspelt_key_after_set(override, help_):
    (finding,) = judge_file(DIGITS, [override]).findings
    assert (finding.code, finding.help) == ("G002", help_)
