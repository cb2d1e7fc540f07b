"""`probability`, `only_classes`, `except_classes` and `relabel`: who changes, how often, and what becomes of the class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.entry import Entry

pytestmark = pytest.mark.slow  # left out of the tests for every save

CLASSES = ("b", "d", "o", "p", "q")
SHAPE = (4, 5, 3)


def pipeline_of(
    *entries: tuple[str, Mapping[str, Any], Mapping[str, Any]],
    task: str = "multiclass",
    classes: tuple[str, ...] = CLASSES,
    shape: tuple[int, ...] = SHAPE,
    value_range: tuple[float, float] | None = (0.0, 255.0),
    kind: str = "picture",
) -> Any:
    from specbuild.running.data.pipeline.facts import Facts
    from specbuild.running.data.pipeline.pipeline import Pipeline

    read = [
        Entry(type_, "augmentations", given, options, ("augmentation", number)) for number, (type_, given, options) in enumerate(entries)
    ]
    return Pipeline.of(read, Facts(shape, value_range, task, classes, kind), seed=3)


def run(pipeline: Any, targets: np.ndarray, epoch: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Which samples changed, and the targets; a sample is a ramp, which no flip or turn leaves as it is."""
    from keras import ops

    ramp = np.broadcast_to(np.arange(np.prod(pipeline.facts.shape)).reshape(pipeline.facts.shape), (len(targets), *pipeline.facts.shape))
    draws = pipeline.draws(epoch, 0, len(targets))
    images, after = pipeline.apply(*(ops.convert_to_tensor(part) for part in (ramp.astype("uint8"), targets, draws)))
    return (ops.convert_to_numpy(images) != ramp.astype("uint8")).any(axis=(1, 2, 3)), ops.convert_to_numpy(after)


@pytest.mark.parametrize(
    ("type_", "arguments", "options", "share"),
    [
        pytest.param("RandomFlip", {"mode": "horizontal"}, {}, 0.5, id="a flip left to Keras changes a half"),
        pytest.param("RandomFlip", {"mode": "horizontal"}, {"probability": 0.1}, 0.1, id="a probability replaces the coin of a flip"),
        pytest.param("RandomInvert", {"factor": 0.5}, {}, 0.25, id="inverting by a factor of 0.5 changes a quarter"),
        pytest.param("RandomInvert", {"factor": 0.5}, {"probability": 0.8}, 0.8, id="a probability replaces the coin of inverting"),
        pytest.param("RandomInvert", {"factor": [0.6, 0.8]}, {}, 0.7, id="a pair of factors means its mean"),
        pytest.param("RandomErasing", {}, {}, 0.5, id="erasing left to Keras changes a half"),
        pytest.param("RandomBrightness", {"factor": [0.1, 0.2]}, {"probability": 0.3}, 0.3, id="an op without a coin gets one"),
        pytest.param("RandomBrightness", {"factor": [0.1, 0.2]}, {}, 1.0, id="an op without a coin changes all"),
    ],
)
def test_the_share_of_changed_samples_is_the_declared_one(
    type_: str, arguments: Mapping[str, Any], options: Mapping[str, Any], share: float
) -> None:
    pipeline = pipeline_of((type_, arguments, options), shape=(20, 20, 3) if type_ == "RandomErasing" else SHAPE)
    counts = np.array([run(pipeline, np.zeros(2000, "int64"), epoch)[0].sum() for epoch in range(2)])
    if share == 1:
        assert counts.tolist() == [2000, 2000]
    else:
        assert stats.binomtest(int(counts.sum()), 4000, share).pvalue > 1e-4


@settings(max_examples=25)
@given(st.sets(st.sampled_from(CLASSES)), st.sampled_from(["only_classes", "except_classes"]))
def test_only_the_samples_meant_change(named: set[str], option: str) -> None:
    targets = np.arange(50) % 5
    changed, after = run(pipeline_of(("RandomFlip", {}, {"probability": 1.0, option: sorted(named)})), targets)
    meant = np.array([(CLASSES[target] in named) == (option == "only_classes") for target in targets])
    assert np.array_equal(changed, meant)
    assert np.array_equal(after, targets)


RELABEL = {"b": "d", "d": "b", "p": "q", "q": "p"}


@settings(max_examples=25)
@given(st.floats(0, 1), st.integers(0, 50))
def test_a_new_label_follows_the_draw_and_stays_a_whole_number(probability: float, epoch: int) -> None:
    targets = np.arange(60) % 5
    pipeline = pipeline_of(("RandomFlip", {"mode": "horizontal"}, {"probability": probability, "relabel": RELABEL}))
    changed, after = run(pipeline, targets, epoch)
    mirrored = np.array([CLASSES.index(RELABEL.get(CLASSES[target], CLASSES[target])) for target in targets])
    assert np.array_equal(after, np.where(changed, mirrored, targets))
    assert after.dtype.kind == "i"


def test_relabelling_twice_is_the_identity_for_an_involution() -> None:
    flip = ("RandomFlip", {"mode": "horizontal"}, {"probability": 1.0, "relabel": RELABEL})
    changed, after = run(pipeline_of(flip, flip), np.arange(10) % 5)
    assert not changed.any()
    assert np.array_equal(after, np.arange(10) % 5)


def test_a_later_entry_sees_the_new_class() -> None:
    flip = ("RandomFlip", {"mode": "horizontal"}, {"probability": 1.0, "only_classes": ["b"], "relabel": {"b": "d", "d": "b"}})
    paint = ("RandomInvert", {}, {"probability": 1.0, "only_classes": ["d"]})
    _, after = run(pipeline_of(flip, paint), np.array([0, 2]))
    assert after.tolist() == [1, 2]


def test_several_labels_count_as_named_if_any_of_them_is_and_a_new_label_moves_its_column() -> None:
    targets = np.array([[1, 0, 0, 0, 0], [0, 1, 0, 0, 1], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]])
    options = {"probability": 1.0, "only_classes": ["b", "d"], "relabel": {"b": "d", "d": "o", "o": "b"}}
    changed, after = run(pipeline_of(("RandomFlip", {"mode": "vertical"}, options), task="multilabel"), targets)
    assert changed.tolist() == [True, True, False, False]
    assert after.tolist() == [[0, 1, 0, 0, 0], [0, 0, 1, 0, 1], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]]


def test_a_turn_by_one_angle_can_relabel() -> None:
    options = {"relabel": {"b": "q", "q": "b"}, "only_classes": ["b", "q"]}
    _, after = run(pipeline_of(("RandomRotation", {"factor": [0.5, 0.5]}, options)), np.array([0, 4, 2]))
    assert after.tolist() == [4, 0, 2]


FLIP = "RandomFlip"


@pytest.mark.parametrize(
    ("entry", "facts", "code", "path", "words"),
    [
        pytest.param((FLIP, {}, {"only_classes": ["bb"]}), {}, "A006", "only_classes", "no class `bb`", id="a class that does not exist"),
        pytest.param(
            (FLIP, {}, {"relabel": {"b": "z", "z": "b"}}), {}, "A006", "relabel", "no class `z`", id="a new class that does not exist"
        ),
        pytest.param((FLIP, {}, {"relabel": {"b": "d", "p": "d"}}), {}, "A007", "relabel", "bijection", id="two classes that become one"),
        pytest.param((FLIP, {}, {"relabel": {"b": "d"}}), {}, "A007", "relabel", "bijection", id="a class that becomes another and stays"),
        pytest.param(
            ("RandomRotation", {"factor": 0.5}, {"relabel": RELABEL}), {}, "A007", "relabel", "fixed map", id="a new label for drawn angles"
        ),
        pytest.param(
            (FLIP, {}, {"only_classes": ["b"], "except_classes": ["d"]}),
            {},
            "A008",
            "except_classes",
            "exclude",
            id="only and except at once",
        ),
        pytest.param(
            (FLIP, {}, {"only_classes": ["b"]}),
            {"task": "regression", "classes": ()},
            "A006",
            "only_classes",
            "none",
            id="classes in regression",
        ),
        pytest.param(("MixUp", {}, {"only_classes": ["b"]}), {}, "A009", "only_classes", "mixes", id="classes of an entry that mixes them"),
        pytest.param(("RandomHue", {"factor": 0.1}, {}), {"shape": (4, 5, 1)}, "A002", "type", "three channels", id="hue on one channel"),
        pytest.param(("RandAugment", {}, {}), {"shape": (4, 5, 1)}, "A002", "type", "three channels", id="colour among the parts"),
        pytest.param((FLIP, {}, {}), {"shape": (10, 3), "kind": "series"}, "A003", "type", "pictures", id="a picture's op on a series"),
        pytest.param(("RandomCrop", {"height": 9, "width": 9}, {}), {}, "A004", "type", "(9, 9, 3)", id="a crop to more than there is"),
        pytest.param(("RandomInvert", {}, {}), {"value_range": None}, "A005", "type", "range", id="inverting values without bounds"),
        pytest.param(("RandomRotation", {"factor": 7}, {}), {}, "A001", None, "refuses", id="an argument that Keras refuses"),
        pytest.param(("RandomChannelShift", {"factor": 7}, {}), {}, "A001", None, "between -1 and 1", id="an argument that we refuse"),
    ],
)
def test_what_cannot_be_done_is_refused_at_its_key(
    entry: tuple[str, Mapping[str, Any], Mapping[str, Any]], facts: dict[str, Any], code: str, path: str | None, words: str
) -> None:
    with pytest.raises(Refused) as caught:
        pipeline_of(entry, **facts)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.path == ("augmentation", 0, path)[: 3 if path else 2]
    assert words in finding.message
    assert finding.help


def test_all_findings_come_at_once() -> None:
    with pytest.raises(Refused) as caught:
        pipeline_of((FLIP, {}, {"only_classes": ["x"]}), ("RandomHue", {"factor": 9}, {}), (FLIP, {}, {"except_classes": ["y", "z"]}))
    assert sorted(finding.code for finding in caught.value.findings) == ["A001", "A006", "A006", "A006"]


def test_an_entry_of_classes_after_mixing_is_refused() -> None:
    with pytest.raises(Refused, match="after an entry that mixes"):
        pipeline_of(("MixUp", {}, {}), (FLIP, {}, {"only_classes": ["b"]}))


def test_brightness_and_contrast_of_a_jitter_need_no_colour() -> None:
    pipeline = pipeline_of(("RandomColorJitter", {"brightness_factor": 0.2, "contrast_factor": 0.2}, {}), shape=(4, 5, 1))
    assert run(pipeline, np.zeros(3, "int64"))[0].all()


def test_entries_of_one_type_draw_apart_and_a_row_of_draws_knows_no_batch() -> None:
    pipeline = pipeline_of(("RandomBrightness", {"factor": 0.5}, {}), ("RandomBrightness", {"factor": 0.5}, {}))
    draws = pipeline.draws(4, 100, 50)
    assert draws.shape == (50, pipeline.columns) == (50, 2)
    assert abs(np.corrcoef(draws.T)[0, 1]) < 0.6
    assert np.array_equal(pipeline.draws(4, 120, 3), draws[20:23])
    assert not np.array_equal(pipeline.draws(5, 100, 50), draws)


def test_the_record_of_who_is_touched_is_what_happens_and_follows_new_labels() -> None:
    from keras import ops

    flip = ("RandomFlip", {"mode": "horizontal"}, {"probability": 0.5, "relabel": RELABEL})
    paint = ("RandomInvert", {}, {"only_classes": ["d"], "probability": 1.0})
    both, first = pipeline_of(flip, paint), pipeline_of(flip)
    targets = np.arange(40) % 5
    flipped, painted = (
        ops.convert_to_numpy(part) for part in both.touched(*(ops.convert_to_tensor(part) for part in (targets, both.draws(0, 0, 40))))
    )
    changed, after = run(first, targets)
    assert np.array_equal(flipped, changed)
    assert np.array_equal(painted, after == CLASSES.index("d"))
    assert painted.any()


def test_without_entries_samples_stay_as_they_came() -> None:
    from keras import ops

    images, targets = ops.ones((3, *SHAPE), "uint8"), ops.arange(3)
    found = pipeline_of().apply(images, targets, ops.zeros((3, 0)))
    assert found[0] is images
    assert found[1] is targets
