"""What is said about an augmentation that `[meaning]` does not bear: the aspect, both numbers, and the ways out."""

from __future__ import annotations

import pytest

from specbuild.checking.diagnostic import Severity
from specbuild.checking.document.document import Document
from specbuild.checking.judge import judge

BASE = """
format = 1
name = "letters"
layers = [{{ type = "Rescaling", scale = "1/255" }}, {{ type = "Flatten" }}, {{ type = "Dense", units = "classes" }}]

[task]
type = "multiclass"

[loader]
{loader}

[meaning]
{meaning}

[[augmentation]]
{entry}
"""
PICTURES = 'type = "image_folder"\npath = "letters"\nsize = [32, 32]'
VECTORS = 'type = "bundled"\nname = "wine"'
FLIP = 'type = "RandomFlip"\nmode = "horizontal"\n'
TURN = 'type = "RandomRotation"\nfactor = 0.1\n'


def of(meaning, entry, loader=PICTURES):
    judged = judge(Document.of(BASE.format(meaning=meaning, entry=entry, loader=loader), "letters.toml"))
    return [finding for finding in judged.findings if finding.code.startswith("C")]


@pytest.mark.parametrize(("meaning", "entry", "code", "words"), [
    pytest.param("orientation = 15", TURN, "C001", ["36 degrees", "`orientation = 15`", "weaken `factor`", "only_classes", "allow ="],
                 id="beyond"),
    pytest.param("", TURN, "C002", ["36 degrees", "nothing of `orientation`", "add `orientation = 36`"], id="undeclared"),
    pytest.param('mirror_horizontal = "matters"', FLIP, "C001", ["left and right", '"matters"', "relabel"], id="a mirror"),
    pytest.param("", FLIP, "C002", ['add `mirror_horizontal = "free"`'], id="an undeclared mirror"),
    pytest.param('preset = "characters"', FLIP, "C001", ["left and right", '"matters"'], id="a preset"),
    pytest.param('mirror_horizontal = "matters"', FLIP + 'allow = ["mirror_horizontal"]', "C004", ["without `because`"], id="no reason"),
    pytest.param("", 'type = "RandomGrayscale"\nbecause = "it is fun"\nprobability = 0.0', "C004", ["without `allow`"],
                 id="a reason for nothing"),
])  # fmt: skip
def test_what_is_said(meaning, entry, code, words):
    found = of(meaning, entry)
    assert [finding.code for finding in found] == [code]
    assert all(word in f"{found[0].message} {found[0].help}" for word in words)
    assert found[0].severity is Severity.ERROR
    assert found[0].place


@pytest.mark.parametrize(("meaning", "entry"), [
    pytest.param("orientation = 36", TURN, id="as far as it may"),
    pytest.param('orientation = "free"', TURN, id="free"),
    pytest.param('mirror_horizontal = "matters"', FLIP + 'allow = ["mirror_horizontal"]\nbecause = "bones have no side"', id="allowed"),
    pytest.param('mirror_horizontal = "matters"', FLIP + 'except_classes = ["b", "d"]', id="restricted"),
    pytest.param('mirror_horizontal = "matters"', FLIP + 'relabel = { b = "d", d = "b" }', id="relabelled"),
])  # fmt: skip
def test_the_ways_out(meaning, entry):
    assert not of(meaning, entry)


def test_what_need_not_be_allowed_is_told():
    (found,) = of("orientation = 36", TURN + 'allow = ["orientation"]\nbecause = "it is tolerated"')
    assert (found.code, found.severity) == ("C005", Severity.WARNING)


@pytest.mark.parametrize(("meaning", "path"), [
    pytest.param("hue = 0.1", ("meaning", "hue"), id="the hue of a table"),
    pytest.param('preset = "digits"', ("meaning", "preset"), id="a preset for pictures"),
])  # fmt: skip
def test_aspects_that_the_data_do_not_have_are_told(meaning, path):
    document = BASE.format(meaning=meaning, entry="", loader=VECTORS).replace("[[augmentation]]", "")
    found = [finding for finding in judge(Document.of(document, "wine.toml")).findings if finding.code.startswith("C")]
    assert [(finding.code, finding.path) for finding in found] == [("C003", path)]


def test_an_error_of_meaning_cannot_be_silenced():
    text = BASE.format(
        meaning="orientation = 15", entry=TURN.replace("0.1", "0.1  # specbuild: allow C001 because I say so"), loader=PICTURES
    )
    codes = [finding.code for finding in judge(Document.of(text, "letters.toml")).findings]
    assert "C001" in codes


def test_the_line_to_add_is_offered_and_helps():
    from specbuild.checking.document.edit import apply
    from specbuild.checking.fixing.find import fix_of

    for meaning in ('position = "free"', ""):
        text = BASE.format(meaning=meaning, entry=TURN, loader=PICTURES)
        text = text if meaning else text.replace("[meaning]\n", "")
        judged = judge(Document.of(text, "letters.toml"))
        (found,) = [finding for finding in judged.findings if finding.code == "C002"]
        assert fix_of(found, judged.resolved) is None  # nothing is declared without somebody thinking of it
        offered = fix_of(found, judged.resolved, certain=False)
        changed = apply(text, offered.edits)
        assert "[meaning]\norientation = 36\n" in changed
        assert not [one for one in judge(Document.of(changed, "letters.toml")).findings if one.code.startswith("C")]


def test_relabelling_answers_for_the_classes_that_it_names_and_for_no_others():
    from specbuild.checking.facts.data import DataFacts
    from specbuild.checking.judge import bind

    def codes(entry, classes=("b", "d", "o")):
        judged = judge(Document.of(BASE.format(meaning='mirror_horizontal = "matters"', entry=entry, loader=PICTURES), "letters.toml"))
        bound = bind(judged, {"classes": len(classes)}, (32, 32, 3), DataFacts(dict.fromkeys(classes, 10)))
        return [finding.code for finding in bound.findings if finding.code.startswith("C")]

    assert codes(FLIP + 'relabel = { b = "d", d = "b" }') == ["C006"]
    assert codes(FLIP + 'relabel = { b = "d", d = "b", o = "o" }') == []
    assert codes(FLIP + 'relabel = { b = "d", d = "b" }\nonly_classes = ["b", "d"]') == []
    assert codes(FLIP + 'relabel = { b = "d", d = "b" }\nexcept_classes = ["o"]') == []
    assert codes(FLIP + 'relabel = { b = "d", d = "b" }', classes=("b", "d")) == []


def test_reasons_are_kept():
    from specbuild.checking.meaning.overrides import overrides

    text = BASE.format(
        meaning='mirror_horizontal = "matters"',
        entry=FLIP + 'allow = ["mirror_horizontal"]\nbecause = "bones have no side"',
        loader=PICTURES,
    )
    (said,) = overrides(judge(Document.of(text, "letters.toml")).spec.augmentation)
    assert "bones have no side" in said
    assert "`mirror_horizontal`" in said
