"""Classes that an entry names: there have to be such, and naming all of them, or none, is no restriction."""

from __future__ import annotations

import pytest

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.meaning import check, classes

LIGHTS = ("amber", "green", "red")
FLIP = ("RandomFlip", {"mode": "horizontal"})
MIXED = ("MixUp", {})
SWAP = {"relabel": {"red": "green", "green": "red"}}


def entries(*written):
    """Entries of `[[augmentation]]` from their types, arguments and options."""
    return [Entry(type_, "augmentations", given, options, ("augmentation", at)) for at, ((type_, given), options) in enumerate(written)]


@pytest.mark.parametrize(
    ("written", "task", "known", "found"),
    [
        pytest.param([(FLIP, {"only_classes": ["red"]})], "multiclass", LIGHTS, [], id="a class that there is"),
        pytest.param([(FLIP, {"only_classes": ["gren"]})], "multiclass", LIGHTS, ["A006"], id="a class that there is not"),
        pytest.param([(FLIP, {"only_classes": ["gren"]})], "multiclass", (), [], id="nobody knows the classes yet"),
        pytest.param([(FLIP, {"except_classes": ["Red", "x"]})], "multiclass", LIGHTS, ["A006", "A006"], id="two that there are not"),
        pytest.param([(FLIP, {"relabel": {"red": "blue", "blue": "red"}})], "binary", LIGHTS, ["A006"], id="half of a pair is not there"),
        pytest.param([(FLIP, {"relabel": {"red": "green", "amber": "green"}})], "multiclass", (), ["A007"], id="two become one"),
        pytest.param([(FLIP, {"relabel": {"red": "green"}})], "multiclass", (), ["A007"], id="one way only"),
        pytest.param([(FLIP, {"relabel": {"red": "green", "green": "red"}})], "multiclass", LIGHTS, [], id="a swap"),
        pytest.param([(("RandomRotation", {"factor": 0.5}), SWAP)], "multiclass", LIGHTS, ["A007"], id="a swap by any angle"),
        pytest.param([(("RandomRotation", {"factor": [0.5, 0.5]}), SWAP)], "multiclass", LIGHTS, [], id="a swap by one angle"),
        pytest.param([(("RandomQuarterTurn", {"turns": [1, 3]}), SWAP)], "multiclass", LIGHTS, ["A007"], id="a swap by one of two turns"),
        pytest.param([(("RandomQuarterTurn", {"turns": 2}), SWAP)], "multiclass", LIGHTS, [], id="a swap by a half turn"),
        pytest.param([(("RandomErasing", {}), SWAP)], "multiclass", LIGHTS, ["A007"], id="a swap by what is drawn anew for each"),
        pytest.param([(MIXED, SWAP)], "multiclass", LIGHTS, ["A009"], id="a swap by mixing, told once"),
        pytest.param([(FLIP, {"only_classes": ["red"], "except_classes": ["red"]})], "binary", (), ["A008"], id="both ways to restrict"),
        pytest.param([(FLIP, {"only_classes": ["red"]})], "regression", (), ["A006"], id="classes where there are numbers"),
        pytest.param([(MIXED, {"only_classes": ["red"]})], "multiclass", (), ["A009"], id="mixing takes what stands in the batch"),
        pytest.param([(MIXED, {}), (FLIP, {"only_classes": ["red"]})], "multiclass", (), ["A009"], id="behind mixing there is no class"),
        pytest.param([(FLIP, {"only_classes": ["red"]}), (MIXED, {})], "multiclass", (), [], id="before mixing there is"),
    ],
)  # fmt: skip
def test_what_can_be_meant(written, task, known, found):
    assert [finding.code for finding in classes.find(entries(*written), task, known)] == found


@pytest.mark.parametrize(
    ("options", "known", "found"),
    [
        pytest.param({"only_classes": ["red"]}, LIGHTS, [], id="one of three"),
        pytest.param({"only_classes": ["red", "green", "amber"]}, LIGHTS, ["C001"], id="only all of them"),
        pytest.param({"only_classes": ["red", "green", "amber"]}, (), [], id="perhaps all of them"),
        pytest.param({"except_classes": ["red"]}, LIGHTS, [], id="all but one"),
        pytest.param({"except_classes": ["blue"]}, LIGHTS, ["C001"], id="all but one that there is not"),
        pytest.param({"relabel": {"red": "green", "green": "red", "amber": "amber"}}, LIGHTS, [], id="a swap, and one that stays"),
        pytest.param({"relabel": {"red": "red", "green": "green", "amber": "amber"}}, LIGHTS, ["C001"], id="each becomes itself"),
    ],
)  # fmt: skip
def test_what_is_no_way_out(options, known, found):
    meaning = {"mirror_horizontal": "matters"}
    assert [finding.code for finding in check.find(entries((FLIP, options)), meaning, "picture", (8, 8, 3), known)] == found
