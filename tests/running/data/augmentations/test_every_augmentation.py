"""What holds for every augmentation of the catalogue, fed from one table of arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from specbuild.catalogue import read
from specbuild.workshop.benchmark.examples import EXAMPLES

pytestmark = pytest.mark.slow  # left out of the tests for every save

# The augmentations for pictures, with arguments under which each visibly changes one.
CASES: Mapping[str, Mapping[str, Any]] = {
    type_: arguments for type_, arguments in EXAMPLES.items() if "picture" in read.table("augmentations")[type_].facts["kinds"]
}
# Those that draw no strength: a sample is changed or it is not.
ONE_MAP = {"AutoContrast", "Equalization", "RandomCrop", "RandomFlip", "RandomGrayscale", "RandomInvert", "RandomQuarterTurn"}
MIXING = {"CutMix", "MixUp"}

# Arguments under which nothing changes, and how far a value may be off: colour goes to hue and saturation and back in float32.
NEUTRAL = [
    pytest.param("RandomBrightness", {"factor": 0.0}, 0.0, id="a brightness change of 0 changes nothing"),
    pytest.param("RandomChannelShift", {"factor": 0.0}, 0.0, id="a channel shift of 0 changes nothing"),
    pytest.param("RandomColorDegeneration", {"factor": 0.0}, 0.0, id="a degeneration of 0 changes nothing"),
    pytest.param("RandomColorJitter", {}, 0.0, id="a jitter of nothing changes nothing"),
    pytest.param("RandomContrast", {"factor": 0.0}, 1e-3, id="a contrast change of 0 changes nothing"),
    pytest.param("RandomCrop", {"height": 20, "width": 24}, 0.0, id="a crop to the whole picture changes nothing"),
    pytest.param("RandomCropAndResize", {"factor": 0.0}, 1e-3, id="cutting nothing away changes nothing"),
    pytest.param("RandomElasticTransform", {"factor": [1.0, 1.0], "scale": 0.0}, 0.0, id="a bend of 0 changes nothing"),
    pytest.param("RandomErasing", {"factor": 0.0}, 0.0, id="erasing no sample changes nothing"),
    pytest.param("RandomGaussianBlur", {"factor": [1.0, 1.0], "sigma": 0.0}, 1e-3, id="a blur of 0 changes nothing"),
    pytest.param("RandomGaussianNoise", {"factor": 0.0}, 0.0, id="noise of 0 changes nothing"),
    pytest.param("RandomGrayscale", {"factor": 0.0}, 0.0, id="making no sample gray changes nothing"),
    pytest.param("RandomHue", {"factor": 0.0}, 0.01, id="a hue change of 0 changes nothing"),
    pytest.param("RandomInvert", {"factor": 0.0}, 0.0, id="inverting no sample changes nothing"),
    pytest.param("RandomPerspective", {"factor": [1.0, 1.0], "scale": 0.0}, 0.02, id="a perspective of 0 changes nothing"),
    pytest.param("RandomPosterization", {"factor": [8, 8]}, 0.0, id="keeping all eight bits changes nothing"),
    pytest.param("RandomRotation", {"factor": 0.0}, 1e-3, id="a turn by 0 changes nothing"),
    pytest.param("RandomSaturation", {"factor": [0.5, 0.5]}, 0.02, id="the middle saturation changes nothing"),
    pytest.param("RandomSharpness", {"factor": [0.5, 0.5]}, 1e-3, id="the middle sharpness changes nothing"),
    pytest.param("RandomShear", {"x_factor": 0.0, "y_factor": 0.0}, 1e-3, id="a shear of 0 changes nothing"),
    pytest.param("RandomTranslation", {"height_factor": 0.0, "width_factor": 0.0}, 1e-3, id="a shift of 0 changes nothing"),
    pytest.param("RandomZoom", {"height_factor": 0.0}, 1e-3, id="a zoom of 0 changes nothing"),
]
# Equalization, AutoContrast and Solarization change every picture; RandAugment and AugMix contain them; the mixing ones have `probability`.
WITHOUT_NEUTRAL = {
    "AugMix",
    "AutoContrast",
    "CutMix",
    "Equalization",
    "MixUp",
    "RandAugment",
    "RandomFlip",
    "RandomQuarterTurn",
    "Solarization",
}

# What cuts values to whole levels of 255, where a picture of another range falls to the other side of a border now and then.
BY_LEVELS = {"AugMix", "Equalization", "RandAugment", "RandomPosterization"}
# `fill_value` is a raw value, 0 if it is left out; and the noise that fills a rectangle is drawn around 0, in Keras.
FROM_ZERO = {"RandomErasing", "RandomPerspective"}

TARGETS = np.arange(8)


def test_the_table_holds_every_augmentation_of_the_catalogue() -> None:
    assert set(EXAMPLES) == set(read.table("augmentations"))
    assert {str(case.values[0]) for case in NEUTRAL} == set(CASES) - WITHOUT_NEUTRAL


@pytest.mark.parametrize("type_", CASES)
def test_shape_type_and_range_hold_and_equal_pictures_come_out_distinct_whatever_batch_they_stand_in(
    type_: str, make: Callable[..., Any], compiled: Callable[..., Any], pictures: np.ndarray
) -> None:
    pipeline = make((type_, CASES[type_], {"probability": 1.0}))
    run = compiled(pipeline)
    equal = np.repeat(pictures[:1], 8, axis=0)
    draws = pipeline.draws(3, 40, 8)
    images, targets = run(equal, TARGETS, draws)

    assert images.dtype == np.float32
    assert images.shape == equal.shape
    assert np.isfinite(images).all()
    assert images.min() >= -1e-3
    assert images.max() <= 255.001
    assert np.abs(images - equal).max() > 1 or type_ in MIXING | {"RandomCrop"}  # equal pictures mix to themselves
    distinct = len({image.tobytes() for image in images})
    assert distinct == 1 if type_ in ONE_MAP | {"CutMix"} else distinct > 1
    if type_ in MIXING:
        return  # a partner depends on who stands in the batch: the plan decides that, not chance
    parts = [run(equal[part], TARGETS[part], draws[part]) for part in (slice(0, 3), slice(3, 8))]
    # Bits may differ: a sine is not computed by the same instructions at the end of a batch. What cuts to levels makes that 1 now and then.
    off = np.abs(np.concatenate([images for images, _ in parts]) - images)
    assert np.mean(off > 0.01) < 1e-3
    assert np.array_equal(targets, TARGETS)


@pytest.mark.parametrize("type_", CASES)
def test_a_probability_of_zero_changes_nothing(
    type_: str, make: Callable[..., Any], compiled: Callable[..., Any], pictures: np.ndarray
) -> None:
    pipeline = make((type_, CASES[type_], {"probability": 0.0}))
    images, targets = compiled(pipeline)(pictures, TARGETS, pipeline.draws(0, 0, 8))
    assert np.array_equal(images, pictures)
    assert np.array_equal(targets if type_ not in MIXING else targets.argmax(axis=1), TARGETS)


@pytest.mark.parametrize(("type_", "arguments", "tolerance"), NEUTRAL)
def test_neutral_arguments_are_the_identity(
    type_: str, arguments: Mapping[str, Any], tolerance: float, make: Callable[..., Any], compiled: Callable[..., Any], pictures: np.ndarray
) -> None:
    pipeline = make((type_, arguments))
    images, _ = compiled(pipeline)(pictures, TARGETS, pipeline.draws(0, 0, 8))
    assert np.abs(images - pictures).max() <= tolerance


@pytest.mark.parametrize("type_", sorted(set(CASES) - MIXING - BY_LEVELS))
def test_another_value_range_gives_the_same_picture_in_that_range(
    type_: str, make: Callable[..., Any], compiled: Callable[..., Any], pictures: np.ndarray
) -> None:
    whole, unit = make((type_, CASES[type_])), make((type_, CASES[type_]), value_range=(-1.0, 1.0))
    draws = whole.draws(0, 0, 8)
    expected, _ = compiled(whole)(pictures, TARGETS, draws)
    found, _ = compiled(unit)((pictures / 127.5 - 1).astype("float32"), TARGETS, draws)
    assert found.min() >= -1.0001
    assert found.max() <= 1.0001
    if type_ not in FROM_ZERO:
        assert np.quantile(np.abs((found + 1) * 127.5 - expected), 0.99) <= 0.05
