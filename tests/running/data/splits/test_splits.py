"""Splits are disjoint, cover all rows, have the sizes asked for, keep copies together, and repeat."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.folders import folders
from specbuild.running.data.splits.random import random
from specbuild.running.data.splits.split import divide
from specbuild.running.data.splits.stratified import stratified


def samples(targets, content=None, subsets=None):
    rows = len(targets)
    names = tuple(f"class {number}" for number in range(int(max(targets)) + 1))
    return Samples(
        [f"row {row}" for row in range(rows)], np.asarray(targets), names, (1,), np.dtype("float32"), None, lambda rows: rows, list,
        subsets=subsets, groups={} if content is None else {"content": np.asarray(content)},
    )  # fmt: skip


shares = st.sampled_from([0.0, 0.1, 0.2, 0.25, 0.5])
labels = st.lists(st.integers(0, 3), min_size=12, max_size=200)


def whole(split, rows):
    together = np.concatenate([split.train, split.validation, split.test])
    return sorted(together.tolist()) == list(range(rows))


@pytest.mark.parametrize("kind", [random, stratified])
@given(labels, shares, shares, st.integers(0, 9))
def test_disjoint_covering_of_the_right_size_and_repeating(kind, targets, validation, test, seed):
    assume(validation + test < 1)
    data = samples(targets)
    try:
        split = kind(data, validation=validation, test=test, seed=seed)
    except Refused:
        assume(False)
    assert whole(split, len(targets))
    assert len(split.test) == round(test * len(targets))
    assert len(split.validation) == round(validation * len(targets))
    again = kind(data, validation=validation, test=test, seed=seed)
    assert all(np.array_equal(getattr(split, part), getattr(again, part)) for part in ("train", "validation", "test"))


@given(st.lists(st.integers(8, 60), min_size=2, max_size=4), st.integers(0, 9))
def test_stratified_keeps_the_mix_of_classes(sizes, seed):
    targets, counts = np.repeat(np.arange(len(sizes)), sizes), np.asarray(sizes)
    split = stratified(samples(targets), validation=0.25, seed=seed)
    held_out = np.bincount(targets[split.validation], minlength=len(sizes))
    assert (np.abs(held_out - counts * 0.25) <= 1).all()


@pytest.mark.parametrize("kind", [random, stratified])
@given(st.lists(st.integers(0, 9), min_size=30, max_size=90), st.integers(0, 9))
def test_copies_are_on_one_side(kind, content, seed):
    targets = [number % 2 for number in content]
    assume(len(set(content)) > 8)
    split = kind(samples(targets, content), validation=0.3, test=0.2, seed=seed)
    sides = [set(np.asarray(content)[getattr(split, part)]) for part in ("train", "validation", "test")]
    assert len(set().union(*sides)) == sum(map(len, sides))


def test_another_share_of_validation_keeps_the_test_rows():
    data = samples([0, 1] * 50)
    assert np.array_equal(random(data, validation=0.1, test=0.2).test, random(data, validation=0.4, test=0.2).test)


@pytest.mark.parametrize(
    ("targets", "content", "said"),
    [
        pytest.param([0] * 9 + [1], None, ["class `class 1` has 1 sample for 2 parts"], id="one sample"),
        pytest.param([0, 1, 2, 3] * 2, None, ["a part of 2 rows cannot hold all 4 classes"], id="too few rows for all classes"),
        pytest.param(
            [0, 0, 0, 1, 1, 1],
            [7, 8, 9, 7, 8, 9],
            ["class `class 1` has 3 samples, but 3 of them are copies of others, which stay together: that leaves 0 for 2 parts"],
            id="nothing but copies of another class",
        ),
    ],
)
def test_stratified_names_what_is_missing(targets, content, said):
    with pytest.raises(Refused) as refused:
        stratified(samples(targets, content), validation=0.1 if len(targets) == 10 else 0.2)
    assert [finding.message for finding in refused.value.findings] == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "there are only 2 rows", id="too few rows"),
        pytest.param([4] * 9, "there are only 9 rows, and 8 of them are copies of others, which stay together", id="copies of one"),
    ],
)
def test_an_empty_part_says_why(content, said):
    data = samples([0, 1] if content is None else [0] * 9, content)
    with pytest.raises(Refused) as refused:
        divide(Entry("random", "splits", {"validation": 0.2}, path=("split",)), data)
    assert refused.value.findings[0].message == f"the validation part is empty: {said}"


def test_ready_made_parts():
    data = samples([0, 1] * 6, subsets=["train"] * 8 + ["test"] * 4)
    split = folders(data, validation=0.25)
    assert split.test.tolist() == [8, 9, 10, 11]
    assert len(split.validation) == 2
    assert whole(split, 12)


@pytest.mark.parametrize(
    ("subsets", "validation", "code"),
    [
        pytest.param(None, 0.0, "D206", id="no parts"),
        pytest.param(["train", "train", "validation"], 0.5, "D207", id="validation twice"),
    ],
)
def test_parts_that_are_not_there_or_there_twice(subsets, validation, code):
    with pytest.raises(Refused) as refused:
        folders(samples([0, 1, 0], subsets=subsets), validation=validation)
    assert refused.value.findings[0].code == code
