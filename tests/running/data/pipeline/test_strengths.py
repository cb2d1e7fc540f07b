"""Which end of a range is the strong one, and what is drawn for it."""

from __future__ import annotations

import numpy as np
import pytest

from specbuild.checking.grammar.entries import read_one
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.pipeline.pipeline import Pipeline
from specbuild.running.data.pipeline.strengths import strengths

SHAPES = {"picture": (16, 16, 3), "series": (64, 6), "audio": (4000,)}


def strength_of(kind, written):
    entry, wrong = read_one(written, "augmentations", ("augmentation", 0))
    assert not wrong
    pipeline = Pipeline.of(
        [entry], Facts(SHAPES[kind], (0.0, 255.0) if kind == "picture" else None, "multiclass", ("a", "b"), kind), seed=1
    )
    return strengths(entry, pipeline.steps[0].needs), pipeline


@pytest.mark.parametrize(("kind", "written", "ends"), [
    pytest.param("picture", {"type": "RandomRotation", "factor": 0.1}, (0.1, -0.1), id="both ways are as strong"),
    pytest.param("picture", {"type": "RandomRotation", "factor": [-0.1, 0.3]}, (0.3, 0.3), id="the farther end"),
    pytest.param("audio", {"type": "RandomAudioNoise", "snr": [10, 20]}, (10, 10), id="the fewer decibels above the noise, the more of it"),
    pytest.param("series", {"type": "RandomScaling", "factor": 0.5}, (0.5, -0.5), id="series of many channels, too"),
])  # fmt: skip
def test_the_strong_end(kind, written, ends):
    found, _ = strength_of(kind, written)
    assert np.allclose(found[0].ends, ends)


def test_the_strongest_warp_of_time_is_not_the_same_speed_everywhere():
    (found,), pipeline = strength_of("series", {"type": "RandomTimeWarp", "factor": 0.3})
    assert np.allclose(found.of(found.across(0.3)), [0.3, -0.3, 0.3, -0.3])
    series = np.random.default_rng(0).normal(size=(1, 64, 6)).astype("float32").cumsum(axis=1)
    warped, _ = pipeline.apply(series, np.zeros(1, "int32"), found.across(0.3)[None])
    assert np.abs(np.asarray(warped) - series).max() > 0.5
