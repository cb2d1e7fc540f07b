"""Every augmentation has a meaning, and every meaning speaks of aspects that there are."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.catalogue import read
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.meaning.aspects import ASPECTS
from specbuild.checking.meaning.change import Subject
from specbuild.checking.meaning.families.turns import widest
from specbuild.checking.meaning.known import FAMILIES, changes, meanings
from specbuild.workshop.benchmark.examples import EXAMPLES

TYPES = sorted(read.table("augmentations"))
SHAPES = [(32, 32, 3), (32, 32, 1), (16, 16, 16, 1), (8, 32, 32, 3), (100, 2), (7,), (None, None, None), ()]


def entry(type_, **options):
    return Entry(type_, "augmentations", EXAMPLES[type_], options, ("augmentation", 0))


def test_every_augmentation_has_a_meaning_and_no_meaning_is_of_nothing():
    assert sorted(meanings()) == TYPES


def test_no_augmentation_has_two_meanings():
    stems = [path.stem for path in FAMILIES.glob("[a-z]*.py")]
    named = [type_ for stem in stems for type_ in import_module(f"specbuild.checking.meaning.families.{stem}").FAMILY]
    assert sorted(named) == sorted(set(named))


@pytest.mark.parametrize("type_", TYPES)
def test_a_meaning_speaks_of_aspects_that_there_are_at_every_shape(type_):
    one = entry(type_)
    for shape in SHAPES:
        for change in meanings()[type_](Subject(one.arguments, shape)):
            assert change.aspect in ASPECTS
            assert change.amount is None or change.amount >= 0
            assert change.by == "type" or change.by in one.known.arguments


@pytest.mark.parametrize("type_", TYPES)
def test_an_entry_that_never_acts_changes_nothing(type_):
    assert changes(entry(type_, probability=0.0), (32, 32, 3)) == {}


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_the_widest_angle_is_that_of_some_turn_of_the_range(one, other):
    angles = sorted((360 * one, 360 * other))
    steps = [angles[0] + (angles[1] - angles[0]) * step / 2000 for step in range(2001)]
    measured = max(abs((angle + 180) % 360 - 180) for angle in steps)
    assert measured - 1e-6 <= widest(angles) <= min(180, measured + 0.5)
