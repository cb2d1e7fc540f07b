"""Entries of two lists are paired so that the least has to change."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.showing.diff.align import Pair, align

A, B, C = ({"type": name} for name in "ABC")
ENTRIES = st.lists(st.builds(lambda kind, size: {"type": kind, "size": size}, st.sampled_from("ABC"), st.integers(0, 2)), max_size=7)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        pytest.param([A, B], [A, B], [(0, 0), (1, 1)], id="the same"),
        pytest.param([A, B], [A, C, B], [(0, 0), (None, 1), (1, 2)], id="one inserted"),
        pytest.param([A, C, B], [A, B], [(0, 0), (1, None), (2, 1)], id="one removed"),
        pytest.param([A], [B], [(0, None), (None, 0)], id="another type is another entry"),
        pytest.param([{**A, "name": "x"}], [{**B, "name": "x"}], [(0, 0)], id="of another type, but the same name"),
        pytest.param([{**A, "n": 1}, {**A, "n": 2}], [{**A, "n": 2}], [(0, None), (1, 0)], id="the equal one of two is the same"),
        pytest.param([], [A], [(None, 0)], id="from nothing"),
    ],
)
def test_the_least_changes(before: list[Any], after: list[Any], pairs: list[tuple[int | None, int | None]]) -> None:
    assert [(pair.before, pair.after) for pair in align(before, after)] == pairs


def test_what_is_taken_out_and_put_in_unchanged_has_moved() -> None:
    assert Pair(2, 0, moved=True) in align([A, B, C], [C, A, B])


@given(ENTRIES, ENTRIES)
def test_every_entry_of_both_lists_is_in_one_pair(before: list[Any], after: list[Any]) -> None:
    pairs = align(before, after)
    assert sorted(pair.before for pair in pairs if pair.before is not None) == list(range(len(before)))
    assert [pair.after for pair in pairs if pair.after is not None] == list(range(len(after)))


@given(ENTRIES)
def test_a_list_is_paired_with_itself_in_order(entries: list[Any]) -> None:
    assert align(entries, entries) == [Pair(place, place) for place in range(len(entries))]
