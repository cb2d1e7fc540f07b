"""The budget of a run: counted from draws alone, it says whom `apply` changes; and rates are those that were declared."""

from __future__ import annotations

import numpy as np
import pytest
from keras import ops
from scipy import stats

from specbuild.checking.grammar.entries import read_entries
from specbuild.running.data import draws, order
from specbuild.running.data.draws import Draw, Normal, Uniform
from specbuild.running.data.pipeline.budget import budget
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.pipeline.pipeline import Pipeline

pytestmark = pytest.mark.slow  # left out of the tests for every save

CLASSES = ("b", "d", "p", "q")
ROWS = np.arange(400)
SAMPLES = np.random.default_rng(0).uniform(0, 255, (400, 8, 8, 1)).astype("float32")
TARGETS = (np.arange(400) % 4).astype("int32")
ENTRIES = [
    {"type": "RandomFlip", "mode": "horizontal", "probability": 0.3, "relabel": {"b": "d", "d": "b", "p": "q", "q": "p"}},
    {"type": "RandomRotation", "factor": [0.01, 0.05], "only_classes": ["b", "p"]},
    {"type": "RandomBrightness", "factor": 0.2, "probability": 0.25, "except_classes": ["q"]},
    {"type": "RandomInvert", "factor": 0.4},
    {"type": "RandomErasing", "factor": [1.0, 1.0], "scale": [0.1, 0.2]},
]


def pipeline_of(written, task="multiclass", classes=CLASSES):
    entries, wrong = read_entries(written, "augmentations", ("augmentation",))
    assert not wrong
    return entries, Pipeline.of(entries, Facts((8, 8, 1), (0.0, 255.0), task, classes), seed=11)


def visited(pipeline):
    return lambda epoch: order.order(ROWS, pipeline.seed, epoch)


def test_it_counts_whom_apply_changes():
    entries, pipeline = pipeline_of(ENTRIES[:4])
    counted = budget(entries, pipeline, visited(pipeline), TARGETS, epochs=3)
    for number, entry in enumerate(counted["entries"]):
        changed = 0
        for epoch in range(3):
            rows = order.order(ROWS, pipeline.seed, epoch)
            touched = pipeline.touched(ops.convert_to_tensor(TARGETS[rows]), ops.convert_to_tensor(pipeline.draws(epoch, 0, len(rows))))
            changed += int(np.sum(ops.convert_to_numpy(touched[number])))
        assert entry["changed"] == changed == sum(entry["changed_by_class"].values())
        assert sum(entry["met_by_class"].values()) == 3 * len(ROWS)


def test_entries_meet_the_classes_that_those_before_them_made():
    entries, pipeline = pipeline_of(ENTRIES)
    flip, turn, shift, *_ = budget(entries, pipeline, visited(pipeline), TARGETS, epochs=2)["entries"]
    assert flip["met_by_class"] == dict.fromkeys(CLASSES, 200)
    assert turn["changed_by_class"]["d"] == turn["changed_by_class"]["q"] == 0
    assert turn["changed_by_class"]["b"] == turn["met_by_class"]["b"]
    assert shift["changed_by_class"]["q"] == 0
    assert shift["meant"] == 800 - shift["met_by_class"]["q"]


def test_strengths_are_told_in_the_unit_of_their_argument():
    entries, pipeline = pipeline_of(ENTRIES)
    _, turn, shift, _, hole = budget(entries, pipeline, visited(pipeline), TARGETS, epochs=1)["entries"]
    assert 0.01 <= turn["strengths"]["factor"]["least"] < 0.012
    assert 0.048 < turn["strengths"]["factor"]["most"] <= 0.05
    assert abs(shift["strengths"]["factor"]["half"]) < 0.1
    assert 0.1 <= hole["strengths"]["scale"]["least"] < hole["strengths"]["scale"]["most"] <= 0.2


def test_regression_and_several_labels_are_counted_too():
    entries, pipeline = pipeline_of([{"type": "RandomBrightness", "factor": 0.2, "probability": 0.5}], "regression", ())
    (one,) = budget(entries, pipeline, visited(pipeline), np.zeros(400, "float32"), epochs=1)["entries"]
    assert one["met_by_class"] == {"all": 400}
    entries, pipeline = pipeline_of([{"type": "RandomBrightness", "factor": 0.2, "only_classes": ["b"]}], "multilabel")
    (one,) = budget(entries, pipeline, visited(pipeline), np.eye(4, dtype="float32")[TARGETS] + np.eye(4, dtype="float32")[0], epochs=1)[
        "entries"
    ]
    assert one["met_by_class"]["b"] == 400
    assert one["meant"] == 400


@pytest.mark.parametrize(("written", "rate"), [
    pytest.param({"type": "RandomFlip", "mode": "horizontal"}, 0.5, id="Keras's coin"),
    pytest.param({"type": "RandomFlip", "mode": "horizontal", "probability": 0.2}, 0.2, id="ours in its place"),
    pytest.param({"type": "RandomInvert", "factor": 0.5}, 0.25, id="a number is drawn from 0 on"),
    pytest.param({"type": "RandomRotation", "factor": 0.1, "probability": 0.9}, 0.9, id="ours where Keras has none"),
])  # fmt: skip
def test_rates_are_those_that_were_declared(written, rate):
    entries, pipeline = pipeline_of([written])
    (one,) = budget(entries, pipeline, visited(pipeline), TARGETS, epochs=10)["entries"]
    assert one["probability"] == pytest.approx(rate)
    counts = np.array([[one["changed_by_class"][name], one["met_by_class"][name] - one["changed_by_class"][name]] for name in CLASSES])
    expected = counts.sum(axis=1, keepdims=True) * [rate, 1 - rate]
    assert stats.chi2.sf(((counts - expected) ** 2 / expected).sum(), df=len(CLASSES)) > 0.001


def test_the_first_columns_of_draws_are_those_of_all():
    layout = (Draw(Uniform()), Draw(Uniform(2, 3), (2,)), Draw(Normal(), (5, 5)))
    whole = draws.draws((1, 2), 7, 50, layout)
    for wanted, width in ((1, 1), (2, 3), (3, 3), (4, 28), (99, 28)):
        some = draws.draws((1, 2), 7, 50, layout, wanted)
        assert some.shape == (50, width)
        assert np.array_equal(some, whole[:, :width])
