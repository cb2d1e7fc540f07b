"""What changes series and clips in time, against NumPy: values, places, and padding that stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.interpolate import CubicSpline

from specbuild.checking.diagnostic import Refused

STEPS, PAD = 40, -7.0
LENGTHS = np.array([40, 40, 35, 30, 25, 20, 10, 1])
TARGETS = np.arange(8)
FACTS = {"shape": (STEPS, 2), "kind": "series", "value_range": None, "padding": PAD}


@pytest.fixture(scope="module")
def series() -> np.ndarray:
    rng = np.random.default_rng(0)
    made = (
        np.sin(np.arange(STEPS) / 3)[None, :, None] * rng.uniform(1, 3, (8, 1, 2)) + rng.normal(0, 0.1, (8, STEPS, 2)) + [5, -5]
    ).astype("float32")
    for sample, length in zip(made, LENGTHS, strict=True):
        sample[length:] = PAD
    return made


@pytest.fixture
def change(make: Callable[..., Any], compiled: Callable[..., Any], series: np.ndarray) -> Callable[..., Any]:
    def changed(type_: str, **arguments: Any) -> tuple[list[np.ndarray], np.ndarray]:
        """The real steps of each sample after the change, and the draws."""
        pipeline = make((type_, arguments, {"probability": 1.0}), **FACTS)
        draws = pipeline.draws(0, 0, 8)
        found = compiled(pipeline)(series, TARGETS, draws)[0]
        for sample, length in zip(found, LENGTHS, strict=True):
            assert (sample[length:] == PAD).all()
        return [sample[:length] for sample, length in zip(found, LENGTHS, strict=True)], draws

    return changed


@pytest.fixture
def real(series: np.ndarray) -> list[np.ndarray]:
    return [sample[:length] for sample, length in zip(series, LENGTHS, strict=True)]


def close(found: list[np.ndarray], expected: list[np.ndarray], tolerance: float = 1e-4) -> None:
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other, atol=tolerance)


def test_a_reversal_turns_the_real_steps_round(change: Any, real: list[np.ndarray]) -> None:
    close(change("RandomReversal")[0], [sample[::-1] for sample in real])


@pytest.mark.parametrize(("fill_mode", "numpy_mode"), [("nearest", "edge"), ("wrap", "wrap"), ("constant", "constant")])
def test_a_shift_moves_real_steps_among_themselves(fill_mode: str, numpy_mode: str, change: Any, real: list[np.ndarray]) -> None:
    found, draws = change("RandomTimeShift", factor=[-0.3, 0.3], fill_mode=fill_mode)
    for result, sample, share in zip(found, real, draws[:, 0], strict=True):
        shift, length = int(np.round(share * len(sample))), len(sample)
        padded = np.pad(sample, [(length, length), (0, 0)], mode=numpy_mode)
        np.testing.assert_allclose(result, padded[length - shift : 2 * length - shift], atol=1e-6)


def test_a_crop_is_a_window_stretched_to_the_old_length(change: Any, real: list[np.ndarray]) -> None:
    found, draws = change("RandomTimeCrop", factor=[0.3, 0.6])
    for result, sample, (share, place) in zip(found, real, draws, strict=True):
        last = len(sample) - 1
        places = place * share * last + np.arange(len(sample)) * (1 - share)
        expected = np.stack([np.interp(places, np.arange(len(sample)), channel) for channel in sample.T], axis=1)
        np.testing.assert_allclose(result, expected, atol=1e-4)


def test_a_warp_begins_and_ends_where_the_sample_does_and_time_only_goes_forwards(
    make: Callable[..., Any], compiled: Callable[..., Any]
) -> None:
    ramp = np.full((8, STEPS, 2), PAD, "float32")
    for sample, length in zip(ramp, LENGTHS, strict=True):
        sample[:length] = np.arange(length)[:, None]
    pipeline = make(("RandomTimeWarp", {"factor": 0.8, "knots": 5}), **FACTS)
    found, _ = compiled(pipeline)(ramp, TARGETS, pipeline.draws(0, 0, 8))
    for sample, length in zip(found, LENGTHS, strict=True):
        assert (sample[length:] == PAD).all()
        places = sample[:length, 0]
        assert places[0] == pytest.approx(0, abs=1e-3)
        assert places[-1] == pytest.approx(length - 1, abs=1e-3)
        if length > 2:
            steps = np.diff(places)
            assert steps.min() > 0
            assert steps.max() / steps.min() < 1.8 / 0.2 + 1e-3
    assert np.abs(found[0] - ramp[0]).max() > 1


def test_jitter_is_as_strong_as_the_channel_is_lively(make: Callable[..., Any], compiled: Callable[..., Any]) -> None:
    rng = np.random.default_rng(1)
    lively = (rng.normal(size=(8, 4000, 2)) * [1, 50]).astype("float32")
    pipeline = make(("RandomJitter", {"factor": [0.5, 0.5]}), **{**FACTS, "shape": (4000, 2)})
    found, _ = compiled(pipeline)(lively, TARGETS, pipeline.draws(0, 0, 8))
    ratio = (found - lively).std(axis=1) / lively.std(axis=1)
    assert np.abs(ratio - 0.5).max() < 0.03


def test_scaling_keeps_the_mean_and_an_offset_keeps_the_spread(change: Any, real: list[np.ndarray]) -> None:
    found, draws = change("RandomScaling", factor=0.5)
    close(found, [sample.mean(axis=0) + (sample - sample.mean(axis=0)) * (1 + more) for sample, more in zip(real, draws, strict=True)])
    found, draws = change("RandomOffset", factor=2)
    close(found, [sample + sample.std(axis=0) * more for sample, more in zip(real, draws, strict=True)])


def test_a_magnitude_warp_follows_a_cubic_spline_within_its_bounds(change: Any, real: list[np.ndarray]) -> None:
    found, draws = change("RandomMagnitudeWarp", factor=0.6, knots=5)
    for result, sample, knots in zip(found, real, draws.reshape(8, 2, 5), strict=True):
        curve = CubicSpline(np.linspace(0, 1, 5), knots.T, bc_type="natural")(np.linspace(0, 1, STEPS))[: len(sample)].clip(-0.6, 0.6)
        np.testing.assert_allclose(result, sample + (sample - sample.mean(axis=0)) * curve, atol=1e-3)


def test_a_mask_hides_one_stretch_behind_the_mean(change: Any, real: list[np.ndarray]) -> None:
    found, draws = change("RandomTimeMask", factor=[0.2, 0.5])
    for result, sample, (share, _) in list(zip(found, real, draws, strict=True))[:-1]:  # the mean of one step is that step
        hidden = np.flatnonzero((np.abs(result - sample) > 1e-5).any(axis=1) | (np.abs(result - sample.mean(axis=0)) < 1e-5).all(axis=1))
        assert len(hidden) == round(share * len(sample))
        assert len(hidden) == 0 or hidden[-1] - hidden[0] == len(hidden) - 1
        np.testing.assert_allclose(result[hidden], np.broadcast_to(sample.mean(axis=0), (len(hidden), 2)), atol=1e-5)


def test_channels_fall_out_at_their_rate_and_never_all(make: Callable[..., Any], compiled: Callable[..., Any]) -> None:
    waves = np.random.default_rng(1).normal(size=(2000, 6, 3)).astype("float32")
    pipeline = make(("RandomChannelDropout", {"factor": 0.3}), **{**FACTS, "shape": (6, 3)})
    found, _ = compiled(pipeline)(waves, np.zeros(2000, int), pipeline.draws(0, 0, 2000))
    silent = found.std(axis=1) < 1e-6
    assert abs(silent.mean() - 0.3) < 0.03
    pipeline = make(("RandomChannelDropout", {"factor": 1.0}), **{**FACTS, "shape": (6, 3)})
    found, _ = compiled(pipeline)(waves, np.zeros(2000, int), pipeline.draws(0, 0, 2000))
    assert ((found.std(axis=1) < 1e-6).sum(axis=1) == 2).all()


def test_a_lost_frame_shows_the_last_one_that_is_not_lost(make: Callable[..., Any], compiled: Callable[..., Any]) -> None:
    clips = np.broadcast_to(np.arange(12, dtype="float32")[None, :, None, None, None], (8, 12, 2, 3, 1))
    pipeline = make(("RandomFrameDropout", {"factor": 0.5}), shape=(12, 2, 3, 1), kind="clip")
    draws = pipeline.draws(0, 0, 8)
    found, _ = compiled(pipeline)(np.ascontiguousarray(clips), TARGETS, draws)
    for clip, coins in zip(found, draws, strict=True):
        kept = np.where(coins >= 0.5, np.arange(12), 0)
        assert np.array_equal(clip[:, 0, 0, 0], np.maximum.accumulate(kept))


def test_one_channel_is_never_dropped(make: Callable[..., Any]) -> None:
    with pytest.raises(Refused, match="one channel"):
        make(("RandomChannelDropout", {"factor": 0.3}), **{**FACTS, "shape": (6, 1)})


@pytest.mark.parametrize(
    ("type_", "arguments", "words"),
    [
        pytest.param("RandomTimeShift", {"factor": 1.5}, "between -1 and 1", id="further than the sample is long"),
        pytest.param("RandomTimeWarp", {"factor": 0.95}, "between -0.9 and 0.9", id="time that stands still"),
        pytest.param("RandomJitter", {"factor": [-0.1, 0.1]}, "between 0 and 1", id="less than no noise"),
        pytest.param("RandomFlip", {"mode": "horizontal"}, "for pictures", id="a mirror of a series"),
    ],
)
def test_what_cannot_be_done_is_refused(type_: str, arguments: dict[str, Any], words: str, make: Callable[..., Any]) -> None:
    with pytest.raises(Refused, match=words):
        make((type_, arguments), **FACTS)


@pytest.mark.parametrize("type_", ["MixUp", "CutMix"])
def test_mixing_series_of_unequal_length_keeps_padding_and_weighs_the_label_by_steps(
    type_: str, make: Callable[..., Any], compiled: Callable[..., Any]
) -> None:
    # Sample k is k in all its steps, so that the mean over them is the mean of the mixed classes.
    samples = np.full((8, STEPS, 1), -1.0, "float32")
    for number, length in enumerate(LENGTHS):
        samples[number, :length] = number
    pipeline = make((type_, {}), **{**FACTS, "shape": (STEPS, 1), "padding": -1.0})
    found, targets = compiled(pipeline)(samples, TARGETS, pipeline.draws(1, 0, 8))
    for result, target, length in zip(found, targets, LENGTHS, strict=True):
        assert (result[length:] == -1).all()
        assert target.sum() == pytest.approx(1, abs=1e-5)
        assert result[:length].mean() == pytest.approx(target @ np.arange(8), abs=1e-3)
    assert (targets.max(axis=1) < 0.99).any()


@pytest.mark.parametrize(
    ("type_", "arguments"),
    [
        ("RandomJitter", {"factor": 0.5}),
        ("RandomScaling", {"factor": 0.5}),
        ("RandomOffset", {"factor": 0.5}),
        ("RandomMagnitudeWarp", {"factor": 0.5}),
        ("RandomTimeWarp", {"factor": 0.5}),
        ("RandomTimeCrop", {"factor": 0.5}),
        ("RandomTimeShift", {"factor": 0.5}),
        ("RandomReversal", {}),
    ],
)
def test_a_channel_that_says_the_same_in_every_step_goes_on_to_say_it(
    type_: str, arguments: dict[str, Any], make: Callable[..., Any], compiled: Callable[..., Any], series: np.ndarray
) -> None:
    """Such as the one that `length_channel` of the loader `series` adds: what is drawn is in terms of how much a channel varies."""
    told = series.copy()
    for number, (sample, length) in enumerate(zip(told, LENGTHS, strict=True)):
        sample[:length, 1] = np.float32(0.1 * number - 0.3)
    pipeline = make((type_, arguments, {"probability": 1.0}), **FACTS)
    found = compiled(pipeline)(told, TARGETS, pipeline.draws(0, 0, 8))[0]
    np.testing.assert_allclose(found[:, :, 1], told[:, :, 1], atol=1e-6)
    assert not np.allclose(found[:, :, 0], told[:, :, 0])
