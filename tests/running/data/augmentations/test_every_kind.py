"""What holds for every augmentation on every kind of data but pictures, fed from two tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from specbuild.catalogue import read
from specbuild.workshop.benchmark.examples import EXAMPLES

sys.path.insert(0, str(Path(__file__).parent))
from kinds_of_data import KINDS, Kind

pytestmark = pytest.mark.slow  # left out of the tests for every save

TARGETS = np.arange(8)
SMALLER: Mapping[str, Mapping[str, Any]] = {"RandomCrop": {"height": 10, "width": 12}}  # than the pictures of `EXAMPLES`
OF_PICTURES = {type_ for type_ in EXAMPLES if "picture" in read.table("augmentations")[type_].facts["kinds"]}  # in test_every_augmentation
CASES = [
    pytest.param(
        type_,
        kind,
        SMALLER.get(type_, arguments),
        id=f"{type_} on a {kind}",
        # A change of pictures treats frames and slices as it treats pictures.
        marks=[pytest.mark.slow] if type_ in OF_PICTURES else [],
    )
    for type_, arguments in EXAMPLES.items()
    for kind in read.table("augmentations")[type_].facts["kinds"]
    if kind in KINDS
]
# Those that draw no strength: a sample is changed or it is not.
ONE_MAP = {
    "AutoContrast", "Equalization", "RandomCrop", "RandomFlip", "RandomFlip3D", "RandomGrayscale", "RandomInvert", "RandomQuarterTurn",
    "RandomPolarity", "RandomQuarterTurn3D", "RandomReversal",
}  # fmt: skip
MIXING = {"CutMix", "MixUp"}
UNCHANGED = {"RandomCrop"}  # a crop to the whole sample

# Arguments under which nothing changes, and how far a value may be off.
NEUTRAL = [
    pytest.param("RandomAudioNoise", "audio", {"snr": 120}, 1e-5, id="noise that is 120 decibels below is none"),
    pytest.param("RandomChannelDropout", "series", {"factor": 0.0}, 0.0, id="losing no channel changes nothing"),
    pytest.param("RandomCharacterNoise", "text", {"factor": 0.0}, 0.0, id="misspelling no character changes nothing"),
    pytest.param("RandomCropAndResize3D", "volume", {"factor": 0.0}, 1e-3, id="cutting nothing away changes nothing"),
    pytest.param("RandomFeatureDropout", "vector", {"factor": 0.0}, 0.0, id="dropping no feature changes nothing"),
    pytest.param("RandomFeatureNoise", "vector", {"factor": 0.0}, 0.0, id="noise of 0 changes no number"),
    pytest.param("RandomFrameDropout", "clip", {"factor": 0.0}, 0.0, id="losing no frame changes nothing"),
    pytest.param("RandomFrequencyMask", "audio", {"factor": 0.0}, 1e-5, id="taking out no frequency changes nothing"),
    pytest.param("RandomGain", "audio", {"factor": 0.0}, 0.0, id="0 decibels change nothing"),
    pytest.param("RandomGaussianBlur3D", "volume", {"sigma": 0.0}, 1e-3, id="a blur of 0 changes nothing"),
    pytest.param("RandomJitter", "series", {"factor": 0.0}, 0.0, id="noise of 0 changes nothing"),
    pytest.param("RandomMagnitudeWarp", "series", {"factor": 0.0}, 1e-6, id="a curve of 0 changes nothing"),
    pytest.param("RandomOffset", "series", {"factor": 0.0}, 0.0, id="adding 0 changes nothing"),
    pytest.param("RandomPitchShift", "audio", {"factor": 0.0}, 1e-4, id="0 semitones change nothing"),
    pytest.param(
        "RandomRotation3D", "volume", {"depth_factor": 0, "height_factor": 0, "width_factor": 0}, 1e-3, id="turns by 0 change nothing"
    ),
    pytest.param("RandomScaling", "series", {"factor": 0.0}, 1e-6, id="scaling by 0 more changes nothing"),
    pytest.param("RandomTimeCrop", "series", {"factor": 0.0}, 1e-5, id="cutting no time away changes nothing"),
    pytest.param("RandomTimeMask", "series", {"factor": 0.0}, 0.0, id="hiding no time changes nothing"),
    pytest.param("RandomTimeShift", "series", {"factor": 0.0}, 0.0, id="a shift in time by 0 changes nothing"),
    pytest.param("RandomTimeStretch", "audio", {"factor": 0.0}, 1e-4, id="an unchanged speed changes nothing"),
    pytest.param("RandomTimeWarp", "clip", {"factor": 0.0}, 1e-2, id="an even course of time changes nothing"),
    pytest.param(
        "RandomTranslation3D", "volume", {"depth_factor": 0, "height_factor": 0, "width_factor": 0}, 1e-3, id="shifts by 0 change nothing"
    ),
    pytest.param("RandomWordDropout", "text", {"factor": 0.0}, 0.0, id="leaving out no word changes nothing"),
    pytest.param("RandomWordMasking", "text", {"factor": 0.0}, 0.0, id="hiding no word changes nothing"),
    pytest.param("RandomWordSwap", "text", {"factor": 0.0}, 0.0, id="exchanging no words changes nothing"),
    pytest.param("RandomZoom3D", "volume", {"depth_factor": 0}, 1e-3, id="zooming by 0 changes nothing"),
]
WITHOUT_NEUTRAL = {"RandomFlip3D", "RandomPolarity", "RandomQuarterTurn3D", "RandomReversal"}  # they change a sample or they do not


@pytest.fixture(scope="module")
def of() -> Callable[[str], Kind]:
    made: dict[str, Kind] = {}
    return lambda kind: made.setdefault(kind, KINDS[kind]())


def run(make: Any, compiled: Any, kind: Kind, type_: str, arguments: Mapping[str, Any], options: Mapping[str, Any] | None = None) -> Any:
    pipeline = make((type_, arguments, options or {}), shape=kind.shape, **kind.facts)
    return pipeline, compiled(pipeline)


def test_every_augmentation_says_what_leaves_a_sample_as_it_is() -> None:
    assert {str(case.values[0]) for case in NEUTRAL} | WITHOUT_NEUTRAL | OF_PICTURES == set(EXAMPLES)


@pytest.mark.parametrize(("type_", "kind", "arguments"), CASES)
def test_shape_type_range_and_padding_hold_and_equal_samples_come_out_distinct_whatever_batch_they_stand_in(
    type_: str, kind: str, arguments: Mapping[str, Any], make: Any, compiled: Any, of: Callable[[str], Kind]
) -> None:
    data = of(kind)
    pipeline, apply = run(make, compiled, data, type_, arguments, {"probability": 1.0})
    equal = np.repeat(data.samples[1:2], 8, axis=0)  # the second, for the first has no padding
    draws = pipeline.draws(3, 40, 8)
    found, targets = apply(equal, TARGETS, draws)

    assert found.dtype == (np.int32 if kind == "text" else np.float32)
    assert found.shape == equal.shape
    assert np.isfinite(found).all()
    if data.facts.get("value_range"):
        low, high = data.facts["value_range"]
        assert found.min() >= low - 1e-5 * (high - low)
        assert found.max() <= high + 1e-5 * (high - low)
    if data.facts.get("padding") is not None and kind != "text":  # a text may become longer or shorter
        padded = (equal == data.facts["padding"]).reshape(*equal.shape[:2], -1).all(axis=2)
        assert np.array_equal(found[padded], equal[padded])
    if type_ not in MIXING | UNCHANGED:  # equal samples mix to themselves
        assert np.abs(found - equal).max() > 0.01 * np.ptp(equal)
    distinct = len({sample.tobytes() for sample in found})
    if type_ == "MixUp":  # equal samples mix to themselves, but for the last bits that a backend rounds
        assert np.allclose(found, equal, rtol=1e-5, atol=1e-5)
    else:
        assert distinct == 1 if type_ in ONE_MAP | {"CutMix"} else distinct > 1
    again, _ = apply(equal, TARGETS, draws)
    assert np.array_equal(again, found)
    if type_ in MIXING:
        return  # a partner depends on who stands in the batch: the plan decides that, not chance
    parts = [apply(equal[part], TARGETS[part], draws[part])[0] for part in (slice(0, 3), slice(3, 8))]
    assert np.mean(np.abs(np.concatenate(parts) - found) > 1e-4 * np.ptp(equal)) < 1e-3
    assert np.array_equal(targets, TARGETS)


@pytest.mark.parametrize(("type_", "kind", "arguments"), CASES)
def test_a_probability_of_zero_changes_nothing(
    type_: str, kind: str, arguments: Mapping[str, Any], make: Any, compiled: Any, of: Callable[[str], Kind]
) -> None:
    data = of(kind)
    pipeline = make((type_, arguments, {"probability": 0.0}), shape=data.shape, **data.facts)
    found, _ = compiled(pipeline)(data.samples, TARGETS, pipeline.draws(0, 0, 8))
    assert np.array_equal(found, data.samples)


@pytest.mark.parametrize(("type_", "kind", "arguments", "tolerance"), NEUTRAL)
def test_neutral_arguments_are_the_identity(
    type_: str, kind: str, arguments: Mapping[str, Any], tolerance: float, make: Any, compiled: Any, of: Callable[[str], Kind]
) -> None:
    data = of(kind)
    pipeline, apply = run(make, compiled, data, type_, arguments)
    found, _ = apply(data.samples, TARGETS, pipeline.draws(0, 0, 8))
    assert np.abs(found - data.samples.astype("float64")).max() <= tolerance


STACKED = [
    pytest.param(str(case.values[0]), str(case.values[1]), case.values[2], id=str(case.id), marks=case.marks)
    for case in CASES
    if case.values[1] in ("clip", "volume") and case.values[0] in OF_PICTURES - MIXING - {"RandomErasing", "RandomGaussianNoise"}
]


@pytest.mark.parametrize(("type_", "kind", "arguments"), STACKED)
def test_frames_that_are_alike_stay_alike_and_become_what_a_picture_becomes(
    type_: str, kind: str, arguments: Mapping[str, Any], make: Any, compiled: Any, of: Callable[[str], Kind]
) -> None:
    data = of(kind)
    still = np.repeat(data.samples[:, :1], data.shape[0], axis=1)
    whole, apply = run(make, compiled, data, type_, arguments)
    alone = make((type_, arguments, {}), shape=data.shape[1:], value_range=(0.0, 255.0))
    draws = whole.draws(0, 0, 8)
    assert draws.shape == alone.draws(0, 0, 8).shape  # one draw for the whole sample
    found, _ = apply(still, TARGETS, draws)
    expected, _ = compiled(alone)(still[:, 0], TARGETS, draws)
    assert np.quantile(np.abs(found - expected[:, None]), 0.99) < 0.01
