"""Splits that go by a column: what belongs together stays together, what comes later is tested later, and nothing is in two parts."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.column import column
from specbuild.running.data.splits.folders import folders
from specbuild.running.data.splits.group import group
from specbuild.running.data.splits.hash import hash
from specbuild.running.data.splits.split import divide
from specbuild.running.data.splits.stratified_group import stratified_group
from specbuild.running.data.splits.time import time


def samples(rows, targets=None, ids=None, **groups):
    targets = np.zeros(rows, int) if targets is None else np.asarray(targets)
    names = tuple(f"class {number}" for number in range(int(targets.max()) + 1))
    ids = ids or [f"row {row}" for row in range(rows)]
    columns = {name: np.asarray(values) for name, values in groups.items()}
    return Samples(ids, targets, names, (1,), np.dtype("float32"), None, lambda rows: rows, list, groups=columns)


def sides(split, values):
    return [set(np.asarray(values)[split.rows(part)].tolist()) for part in ("train", "validation", "test")]


def disjoint(sets):
    return not (sets[0] & sets[1] or sets[0] & sets[2] or sets[1] & sets[2])


def whole(split, rows):
    return sorted(np.concatenate([split.train, split.validation, split.test]).tolist()) == list(range(rows))


@given(st.lists(st.integers(0, 12), min_size=20, max_size=80), st.lists(st.integers(0, 40), min_size=80, max_size=80), st.integers(0, 9))
def test_groups_and_copies_are_on_one_side(who, content, seed):
    data = samples(len(who), who=who, content=content[: len(who)])
    try:
        split = group(data, validation=0.25, test=0.25, seed=seed)
    except Refused as refused:
        assert [finding.code for finding in refused.findings] == ["D210"]  # noqa: PT017  (either outcome is right)
        return
    assert whole(split, len(who))
    assert disjoint(sides(split, who))
    assert disjoint(sides(split, content[: len(who)]))
    assert all(len(split.rows(part)) for part in ("train", "validation", "test"))


def test_parts_of_groups_have_their_shares_as_nearly_as_groups_allow():
    split = group(samples(1000, who=np.arange(1000) // 10), validation=0.2, test=0.1)
    assert (len(split.train), len(split.validation), len(split.test)) == (700, 200, 100)


def test_groups_by_the_names_of_files():
    names = [f"{kind}/scan{number}_{view}.png" for kind in ("ill", "well") for number in range(6) for view in range(3)]
    split = group(samples(36, ids=names), name_before="_", validation=0.3)
    scans = [name.split("/")[1].split("_")[0] for name in names]
    assert disjoint(sides(split, scans))
    with pytest.raises(Refused, match="does not hold"):
        group(samples(36, ids=names), name_before="-", validation=0.3)


def test_groups_by_the_names_of_files_up_to_the_first_of_several_marks():
    names = [f"b/{family}{style}_{view}.png" for family in ("Arimo", "Lato", "Tinos") for style in ("", "-Bold") for view in range(4)]
    split = group(samples(24, ids=names), name_before=["-", "_"], validation=0.3)
    assert disjoint(sides(split, [name.removeprefix("b/").partition("_")[0].partition("-")[0] for name in names]))
    with pytest.raises(Refused, match="does not hold `-` or `~`"):
        group(samples(24, ids=names), name_before=["-", "~"], validation=0.3)


@pytest.mark.parametrize("how", [{"name_before": "_"}, {"column": "who"}], ids=["by names of files", "by a column"])
def test_folders_cut_validation_from_the_training_rows_as_whole_groups(how):
    names = [f"{part}/scan{number}_{view}.png" for part in ("train", "test") for number in range(6) for view in range(3)]
    who = [name.partition("_")[0] for name in names]
    data = replace(samples(36, ids=names, who=who), subsets=[name.partition("/")[0] for name in names])
    split = folders(data, validation=0.3, **how)
    assert disjoint(sides(split, who))
    assert len(split.validation) == 6
    assert split.test.tolist() == list(range(18, 36))


@given(st.integers(0, 9))
def test_groups_with_the_same_mix_of_classes(seed):
    random = np.random.default_rng(seed)
    who = random.integers(0, 40, 400)
    targets = (random.random(400) < 0.3).astype(int)
    split = stratified_group(samples(400, targets, who=who), validation=0.25, test=0.2, seed=seed)
    assert whole(split, 400)
    assert disjoint(sides(split, who))
    assert all(abs(targets[split.rows(part)].mean() - targets.mean()) < 0.1 for part in ("train", "validation", "test"))


@given(st.lists(st.integers(0, 30), min_size=10, max_size=60), st.sampled_from([0.0, 0.2, 0.3]), st.sampled_from([0.2, 0.3]))
def test_what_is_later_is_tested_later_and_one_moment_is_in_one_part(days, validation, test):
    data = samples(len(days), day=[f"2024-01-{day + 1:02}" for day in days])
    split = time(data, validation=validation, test=test)
    assert whole(split, len(days))
    parts = [np.asarray(days)[split.rows(part)] for part in ("train", "validation", "test") if len(split.rows(part))]
    assert all(before.max() < after.min() for before, after in itertools.pairwise(parts))


@given(
    st.integers(1, 12), st.integers(1, 5), st.integers(1, 4), st.integers(40, 120), st.sampled_from([0.0, 0.2]),
    st.sampled_from([0.1, 0.3]), st.sampled_from(["within", "before"]),
)  # fmt: skip
def test_no_training_window_holds_a_step_of_validation_or_test(history, horizon, stride, steps, validation, test, reach):
    first = np.arange(0, steps - history - horizon + 1, stride)
    spans = np.stack([first, first + history, first + history + horizon], axis=1)
    data = samples(len(first))
    data = Samples(data.ids, data.targets, (), (1,), data.dtype, None, data.read, data.digests, spans=spans)
    split = time(data, validation=validation, test=test, history=reach)
    assert len(np.unique(np.concatenate([split.train, split.validation, split.test]))) == sum(
        map(len, (split.train, split.validation, split.test))
    )
    held = [{step for row in rows for step in range(spans[row, 0], spans[row, 2])} for rows in (split.train, split.validation, split.test)]
    predicted = [
        {step for row in rows for step in range(spans[row, 1], spans[row, 2])} for rows in (split.train, split.validation, split.test)
    ]
    assert not held[0] & (predicted[1] | predicted[2])
    assert disjoint(predicted)
    if reach == "within":
        assert disjoint(held)


def test_windows_are_divided_by_time_and_in_no_other_way():
    data = samples(10)
    data = Samples(data.ids, data.targets, (), (1,), data.dtype, None, data.read, data.digests, spans=np.arange(30).reshape(10, 3))
    with pytest.raises(Refused) as refused:
        divide(Entry("random", "splits", {}, path=("split",)), data)
    assert refused.value.findings[0].code == "D208"


@pytest.mark.parametrize(
    ("content", "validation", "test", "left"),
    [
        pytest.param([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [6, 7], [8, 9], "", id="no copies"),
        pytest.param([0, 1, 2, 3, 4, 5, 0, 7, 8, 9], [7], [8, 9], "a copy of an earlier sample is", id="one in validation"),
        pytest.param(
            [0, 1, 2, 3, 4, 5, 6, 7, 1, 7], [6, 7], [], "2 copies of earlier samples are", id="of training and validation in test"
        ),
        pytest.param([0, 0, 2, 3, 4, 5, 6, 6, 8, 8], [6, 7], [8, 9], "", id="within a part"),
    ],
)
def test_copies_of_earlier_samples_are_in_no_later_part(content, validation, test, left):
    data = replace(samples(10, day=range(10)), groups={"day": np.arange(10).astype(str), "content": np.array(content)})
    split = time(data, validation=0.2, test=0.2)
    assert (split.train.tolist(), split.validation.tolist(), split.test.tolist()) == ([0, 1, 2, 3, 4, 5], validation, test)
    assert split.notes == ((f"{left} left out of validation and test, which come later",) if left else ())


@given(st.lists(st.text("abcdef", min_size=1, max_size=6), min_size=5, max_size=60, unique=True), st.integers(0, 99))
def test_rows_that_are_added_move_no_other_row(names, seed):
    few, many = hash(samples(len(names) // 2, ids=names[: len(names) // 2]), seed=seed), hash(samples(len(names), ids=names), seed=seed)
    assert whole(many, len(names))
    for part in ("train", "validation", "test"):
        assert set(few.rows(part)) <= set(many.rows(part))


def test_hashed_shares_are_met_on_average():
    split = hash(samples(20_000), validation=0.2, test=0.1)
    assert abs(len(split.validation) / 20_000 - 0.2) < 0.01
    assert abs(len(split.test) / 20_000 - 0.1) < 0.01


def test_values_of_a_column_say_the_part():
    fold = [1, 2, 3, 4, 4, 2]
    split = column(samples(6, fold=fold), validation_values=[3], test_values=["4"])
    assert (split.train.tolist(), split.validation.tolist(), split.test.tolist()) == ([0, 1, 5], [2], [3, 4])


@pytest.mark.parametrize(
    ("call", "code"),
    [
        pytest.param(lambda: group(samples(5)), "D209", id="no column at all"),
        pytest.param(lambda: group(samples(5, a=range(5), b=range(5))), "D209", id="two columns and none named"),
        pytest.param(lambda: group(samples(5, who=range(5)), column="whom"), "D209", id="no such column"),
        pytest.param(lambda: group(samples(5, who=[1] * 5)), "D210", id="one group"),
        pytest.param(lambda: stratified_group(samples(5, who=[1, 1, 2, 2, 2])), "D210", id="two groups for a fifth"),
        pytest.param(lambda: time(samples(2, day=["2024-01-01", "soon"])), "D211", id="no date"),
        pytest.param(lambda: column(samples(2, fold=[1, 2]), test_values=[3]), "D212", id="a value that no row has"),
        pytest.param(lambda: column(samples(2, fold=[1, 2]), test_values=[1, 2]), "D212", id="nothing left for training"),
    ],
)
def test_refused(call, code):
    with pytest.raises(Refused) as refused:
        call()
    assert refused.value.findings[0].code == code
