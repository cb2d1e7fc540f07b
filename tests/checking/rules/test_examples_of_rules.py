"""Every rule finds its bad example, says nothing about its good one, and is written as a rule should be."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from specbuild.checking import rulebook
from specbuild.checking.diagnostic import Severity

sys.path.insert(0, str(Path(__file__).parent))
from examples import judge_over_base

RULES = [pytest.param(rule, id=rule.__name__.rpartition(".")[2]) for rule in rulebook.rules()]


@pytest.mark.parametrize("rule", RULES)
def test_the_bad_example_is_found(rule, tmp_path):
    judged = judge_over_base(rule.BAD, tmp_path)
    mine = [finding for finding in judged.findings if finding.code == rule.CODE]
    assert mine, judged.findings
    assert {finding.severity for finding in mine} == {rule.SEVERITY}
    for finding in mine:
        assert finding.place.file.endswith(("example.toml", "base.toml"))
        assert finding.message
        assert finding.help
        assert not finding.help.endswith(".")


@pytest.mark.parametrize("rule", RULES)
def test_the_bad_example_has_no_other_error_in_its_grammar(rule, tmp_path):
    judged = judge_over_base(rule.BAD, tmp_path)
    assert judged.spec is not None, judged.findings
    replaced = getattr(rule, "REPLACES", ())
    assert [finding for finding in judged.findings if finding.code[0] in "DGPO" and finding.code not in ("P001", "O012")] == []
    assert not any(finding.code in replaced for finding in judged.findings)


@pytest.mark.parametrize("rule", RULES)
def test_the_good_example_is_good(rule, tmp_path):
    assert judge_over_base(rule.GOOD, tmp_path).findings == ()


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_why(rule):
    assert re.fullmatch(r"R[1-6]\d\d", rule.CODE)
    assert isinstance(rule.SEVERITY, Severity)
    assert rule.__doc__.count("\n") == 0
    assert 2 <= len(re.findall(r"[.:;](?:\s|$)", rule.REASON)) <= 7, "two to five sentences"
    assert 120 < len(rule.REASON) < 600


def test_there_are_sixty_rules_with_a_code_each():
    codes = [rule.CODE for rule in rulebook.rules()]
    assert len(codes) >= 60
    assert len(set(codes)) == len(codes)


def test_every_rule_is_in_the_folder_of_its_subject():
    places = {(declared.name.partition(".")[0], declared.code[:2]) for declared in rulebook.declared()}
    assert len(places) == len(dict(places)) == len({start for _, start in places})
    assert sorted(path.name for path in rulebook.RULES.glob("*.py")) == ["__init__.py"], "a rule here would not be found"


def test_the_data_of_an_example_are_not_needed_by_rules_that_do_not_say_so(tmp_path):
    """A rule without `NEEDS_DATA` must work on what a spec alone tells."""
    for rule in rulebook.rules():
        if not getattr(rule, "NEEDS_DATA", False):
            assert "training_rows" not in rule.BAD
