"""Numbers on the command line that make no sense are refused in one short sentence."""

from __future__ import annotations

import pytest

from specbuild.verbs.preview import main as preview
from specbuild.verbs.probe import main as probe


@pytest.mark.parametrize(("verb", "words", "said"), [
    pytest.param(preview, ["--samples", "0"], "`0` is not a whole number from 1 to 64", id="no samples"),
    pytest.param(preview, ["--samples", "many"], "`many` is not a whole number from 1 to 64", id="a word for a number"),
    pytest.param(preview, ["--samples", "9" * 5000], "is not a whole number from 1 to 64", id="more digits than an integer may have"),
    pytest.param(probe, ["--seeds", "1"], "`1` is not a whole number from 2 to 100", id="one seed, which has no noise"),
    pytest.param(probe, ["--seconds", "-5"], "`-5` is not a number of seconds above 0", id="less than no time"),
    pytest.param(probe, ["--seconds", "nan"], "`nan` is not a number of seconds above 0", id="a time that is no number"),
])  # fmt: skip
def test_a_number_out_of_bounds_is_refused(verb, words, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        verb(["spec.toml", *words])
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err
