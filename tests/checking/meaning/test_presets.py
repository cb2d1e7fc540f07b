"""Presets: a table of the catalogue, complete and named in the language."""

from __future__ import annotations

from typing import get_args

import pytest

from specbuild.checking.grammar.tables.meaning import Aspect, Meaning, Preset
from specbuild.checking.grammar.validate import read_table
from specbuild.checking.meaning.aspects import ASPECTS
from specbuild.checking.meaning.presets import declared, presets
from specbuild.checking.plan.input import KINDS


def test_the_language_names_the_presets_that_there_are():
    assert set(get_args(Preset)) == set(presets())


def test_the_language_names_the_aspects_that_there_are():
    assert [*get_args(Aspect)] == [name for name in Meaning.model_fields if name != "preset"] == list(ASPECTS)


@pytest.mark.parametrize("name", presets())
def test_a_preset_says_something_of_every_aspect_of_its_kind_and_of_no_other(name):
    preset = presets()[name]
    assert preset["kind"] in KINDS
    assert preset["doc"]
    assert set(preset["meaning"]) == {aspect for aspect, known in ASPECTS.items() if preset["kind"] in known.kinds}
    assert not read_table(Meaning, preset["meaning"], ())[1]


@pytest.mark.parametrize("name", presets())
def test_what_happens_or_not_is_not_given_an_amount(name):
    meaning = presets()[name]["meaning"]
    assert all(meaning[aspect] in ("free", "matters") for aspect in meaning if not ASPECTS[aspect].measured)


def test_every_kind_has_a_preset():
    assert {preset["kind"] for preset in presets().values()} == set(KINDS)


def test_keys_beside_a_preset_win():
    assert declared({"preset": "digits", "orientation": 5.0})["orientation"] == 5.0
    assert declared({"preset": "digits", "orientation": 5.0})["mirror_horizontal"] == "matters"
