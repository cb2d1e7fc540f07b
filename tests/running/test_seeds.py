"""One seed gives many streams, which have nothing to do with each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.running import seeds

NAMES = [seeds.WEIGHTS, seeds.ORDER, seeds.AUGMENTATION, seeds.DROPOUT]


@given(st.integers(0, 2**40), st.sampled_from(NAMES), st.lists(st.integers(0, 9), max_size=2))
def test_a_stream_is_a_pure_function_that_fits_every_consumer(seed: int, name: str, places: list[int]) -> None:
    found = seeds.stream(seed, name, *places)
    assert found == seeds.stream(seed, name, *places)
    assert 0 <= found < 2**31


def test_streams_places_and_seeds_all_differ() -> None:
    found = [seeds.stream(seed, name, *place) for seed in range(50) for name in NAMES for place in ((), (0,), (1,), (1, 0), (10,))]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(("name", "value"), [("weights", 1785096462), ("dropout", 1903102996)])
def test_the_numbers_of_a_seed_never_change_between_releases(name: str, value: int) -> None:
    assert seeds.stream(7, name) == value
