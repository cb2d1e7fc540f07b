"""Silences keep warnings quiet where they stand, say why, and are themselves watched."""

from __future__ import annotations

import pytest

from specbuild.checking.document.document import Document
from specbuild.checking.judge import judge, judge_file

SPEC = """\
format = 1
name = "digits"
seed = 1

[task]
type = "multiclass"

[loader]
type = "bundled"

[[preprocessing]]
type = "Rescaling"
scale = "1/16"

[[layers]]
type = "Flatten"
{above}
[[layers]]{header}
type = "Dropout"{at_type}
rate = 0.9{at_rate}

[[layers]]
type = "Dense"
units = "classes"
"""
ALLOW = "# specbuild: allow R315 because it is an experiment on dropout"


def found(**comments):
    text = SPEC.format(**{"above": "", "header": "", "at_type": "", "at_rate": "", **comments})
    return [(finding.code, finding.place.line) for finding in judge(Document.of(text)).findings]


def test_without_a_silence_the_warning_is_shown():
    assert found() == [("R315", 20)]


@pytest.mark.parametrize(
    "comments",
    [
        pytest.param({"at_rate": f"  {ALLOW}"}, id="at the end of the line"),
        pytest.param({"above": f"\n{ALLOW}"}, id="above the entry"),
        pytest.param({"above": f"\n{ALLOW}\n# and another comment"}, id="above the entry, among other comments"),
        pytest.param({"header": f"  {ALLOW}"}, id="at the header"),
        pytest.param({"at_type": f"\n{ALLOW}"}, id="above the key"),
        pytest.param({"at_rate": "  # specbuild: allow R101, R315 because of both"}, id="one of several"),
    ],
)
def test_a_silence_holds(comments):
    assert [code for code, _ in found(**comments) if code == "R315"] == []


@pytest.mark.parametrize(
    ("comments", "code"),
    [
        pytest.param({"at_type": f"  {ALLOW}"}, "R001", id="at another line"),
        pytest.param({"at_rate": "  # specbuild: allow R998 because of nothing"}, "R002", id="a code that no rule has"),
        pytest.param({"at_rate": "  # specbuild: allow R315"}, "R003", id="without a reason"),
        pytest.param({"at_rate": "  # specbuild: allow R315 because"}, "R003", id="with an empty reason"),
        pytest.param({"at_rate": "  # specbuild: alow R315 because of a slip"}, "R003", id="misspelt"),
    ],
)
def test_a_silence_that_holds_nothing_is_told(comments, code):
    codes = [code for code, _ in found(**comments)]
    assert sorted(codes) == sorted(["R315", code])


def test_a_silence_of_a_rule_that_needs_data_is_not_called_unused_before_the_data_are_known():
    assert found(at_rate=f"  {ALLOW}", above="\n# specbuild: allow R202 because there are no more rows") == []


def test_a_text_that_looks_like_a_silence_is_none():
    assert found(at_type='\nname = "x"', at_rate="") == [("R315", 21)]


def test_an_error_cannot_be_silenced():
    text = SPEC.format(above="", header="", at_type="", at_rate="").replace('"Dropout"', '"LayerNormalization"')
    narrow = '[[layers]]\ntype = "Flatten"\n\n[[layers]]\ntype = "Dense"\nunits = 1\nactivation = "relu"'
    text = text.replace("rate = 0.9", "axis = 1").replace('[[layers]]\ntype = "Flatten"', narrow)
    marked = text.replace("axis = 1", "axis = 1  # specbuild: allow R333 because I say so")
    codes = [finding.code for finding in judge(Document.of(marked)).findings]
    assert "R333" in codes
    assert "R004" in codes


def test_a_base_keeps_its_own_silences(tmp_path):
    (tmp_path / "base.toml").write_text(SPEC.format(above=f"\n{ALLOW}", header="", at_type="", at_rate=""))
    child = tmp_path / "child.toml"
    child.write_text('extends = "base.toml"\nname = "child"\n')
    assert judge_file(child).findings == ()
