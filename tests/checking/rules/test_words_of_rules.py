"""A rule is not imported for a spec without its words: it would have found nothing there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from specbuild.checking import rulebook

sys.path.insert(0, str(Path(__file__).parent))
from examples import judge_over_base
from test_seeded_faults import FAULTS, judged

ROOT = Path(__file__).parents[3]


def _ignoring_words(rule, facts):
    return bool(facts.data or facts.known or not rule.needs_data)


@pytest.mark.slow
@pytest.mark.parametrize("file", FAULTS)
def test_looking_with_all_rules_finds_no_more_in_seeded_faults(file, monkeypatch):
    narrow = [judged(fault).findings for fault in FAULTS[file]]
    monkeypatch.setattr(rulebook.Declared, "concerns", _ignoring_words)
    assert [judged(fault).findings for fault in FAULTS[file]] == narrow


@pytest.mark.slow
def test_looking_with_all_rules_finds_no_more_in_the_examples(monkeypatch, tmp_path):
    examples = [text for rule in rulebook.rules() for text in (rule.BAD, rule.GOOD)]
    narrow = [judge_over_base(text, tmp_path).findings for text in examples]
    monkeypatch.setattr(rulebook.Declared, "concerns", _ignoring_words)
    assert [judge_over_base(text, tmp_path).findings for text in examples] == narrow


def test_what_a_file_declares_is_what_it_holds():
    for declared in rulebook.declared():
        rule = rulebook.rule(declared.name)
        assert declared.code == rule.CODE
        assert declared.words == getattr(rule, "WORDS", ())
        assert declared.needs_data == getattr(rule, "NEEDS_DATA", False)


def test_a_plain_spec_imports_few_rules_and_no_fixer():
    script = (
        "import sys; from pathlib import Path; from specbuild.checking.judge import judge_file;"
        "judge_file(Path('specs/mnist_folder.toml'));"
        "print(len([name for name in sys.modules if name.startswith('specbuild.checking.rules.')]),"
        "any('fixing' in name for name in sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert int(answer[0]) < len(rulebook.declared()) / 2
    assert answer[1] == "False"
