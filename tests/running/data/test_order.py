"""The index plan: every epoch is a permutation of the training rows that depends on seed and epoch alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from specbuild.running.data.order import balanced, batches, order, steps

ROWS = st.lists(st.integers(0, 10**6), min_size=1, max_size=300, unique=True).map(np.array)


@given(ROWS, st.integers(0, 2**40), st.integers(0, 1000))
def test_an_epoch_visits_every_training_row_once(rows: np.ndarray, seed: int, epoch: int) -> None:
    assert sorted(order(rows, seed, epoch)) == sorted(rows)
    assert np.array_equal(order(rows, seed, epoch), order(rows, seed, epoch))


@given(ROWS, st.integers(0, 2**40), st.integers(0, 1000), st.integers(1, 70))
def test_batches_are_the_order_cut_and_only_the_last_one_is_smaller(rows: np.ndarray, seed: int, epoch: int, size: int) -> None:
    found = batches(rows, seed, epoch, size)
    assert np.array_equal(np.concatenate(found), order(rows, seed, epoch))
    assert all(len(batch) == size for batch in found[:-1])
    assert 0 < len(found[-1]) <= size
    assert len(found) == steps(len(rows), size)


def test_epochs_and_seeds_have_orders_of_their_own() -> None:
    rows = np.arange(200)
    orders = [order(rows, seed, epoch).tobytes() for seed in range(10) for epoch in range(10)]
    assert len(set(orders)) == 100


def test_no_row_prefers_a_place() -> None:
    places = np.stack([order(np.arange(8), 1, epoch) for epoch in range(4000)])
    counts = np.stack([(places == row).sum(axis=0) for row in range(8)])
    assert abs(counts - 500).max() < 5 * np.sqrt(500)


def test_the_order_never_changes_between_releases() -> None:
    assert order(np.arange(8), 7, 3).tolist() == PINNED


PINNED = [0, 1, 4, 6, 2, 3, 5, 7]


LABELS = st.lists(st.integers(0, 4), min_size=1, max_size=80)


@given(LABELS, st.integers(0, 2**40), st.integers(0, 1000))
def test_resampled_rows_give_every_class_as_many_and_every_row_as_often_as_its_class_allows(labels, seed: int, epoch: int) -> None:
    rows, labels = np.arange(len(labels)) * 3, np.array(labels)
    found = balanced(rows, labels, seed, epoch)
    assert np.array_equal(found, balanced(rows, labels, seed, epoch))
    counts = np.bincount(labels)
    assert set(np.bincount(labels[found // 3])[counts > 0]) == {counts.max()}
    often = np.bincount(found // 3, minlength=len(rows))
    for label in set(labels):
        assert np.ptp(often[labels == label]) <= 1
    assert (often[labels == counts.argmax()] == 1).all()


def test_which_rows_are_repeated_once_more_differs_from_epoch_to_epoch() -> None:
    labels = np.array([0] * 9 + [1] * 6)
    extra = {tuple(np.bincount(balanced(np.arange(15), labels, 0, epoch), minlength=15)) for epoch in range(20)}
    assert len(extra) > 10
