"""Every rule explains itself: the mistake, the reason, a bad and a good spec, and how to silence it."""

from __future__ import annotations

import textwrap

import pytest

from specbuild.__main__ import main
from specbuild.checking import rulebook
from specbuild.checking.diagnostic import Refused
from specbuild.showing.explain.code import explain_code
from specbuild.verbs.explain import explain


def test_a_warning_is_explained_with_its_silence(capsys):
    assert main(["explain", "R315"]) == 0
    shown = capsys.readouterr().out
    parts = ("R315", "A Dropout that drops nearly everything (warning).", "Bad:", "rate = 0.9", "Good:", "allow R315 because")
    assert [part for part in parts if part not in shown] == []


def test_an_error_says_that_it_cannot_be_silenced():
    assert "cannot be silenced" in explain_code("r333")
    assert "allow R333" not in explain_code("R333")


def test_the_codes_of_silences_are_explained():
    assert "keeps nothing silent" in explain_code("R001")


@pytest.mark.parametrize("code", ["R999", "R9999", "r30"])
def test_a_code_that_is_none_is_refused(code: str):
    with pytest.raises(Refused, match=f"there is no code `{code}`"):
        explain(code)


def test_a_regularizer_is_no_code():
    assert explain("L2").startswith("L2  (regularizers)")


@pytest.mark.slow
def test_every_rule_is_explained_with_its_examples():
    for rule in rulebook.rules():
        assert [part for part in (rule.BAD, rule.GOOD) if textwrap.indent(part, "    ") not in explain_code(rule.CODE)] == []
