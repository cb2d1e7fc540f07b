"""What is ours instead of Keras's, against a second witness: Keras itself on one picture, or SciPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import ndimage

pytestmark = pytest.mark.slow  # left out of the tests for every save

FILL_MODES = {"reflect": "reflect", "mirror": "mirror", "wrap": "grid-wrap", "nearest": "nearest", "constant": "constant"}
TARGETS = np.arange(8)


@pytest.mark.parametrize("fill_mode", FILL_MODES)
@pytest.mark.parametrize(("interpolation", "order"), [("nearest", 0), ("bilinear", 1)])
def test_pixels_are_read_as_scipy_reads_them(fill_mode: str, interpolation: str, order: int, pictures: np.ndarray) -> None:
    from keras import ops

    from specbuild.running.data.augmentations.pixels.resample import resample

    rng = np.random.default_rng(1)
    places = rng.uniform(-30, 50, (2, 8, 20, 24)).astype("float32")
    if fill_mode == "constant":
        # SciPy fills a pixel partly outside by its own rule; whole pixels leave no doubt.
        places = np.rint(places)
    if interpolation == "nearest":
        places = np.where(np.abs(places % 1 - 0.5) < 0.01, places + 0.1, places)  # no rule for exact halves
    images = pictures.astype("float32")
    tensors = [ops.convert_to_tensor(place) for place in places]
    found = ops.convert_to_numpy(resample(ops.convert_to_tensor(images), tensors, interpolation, fill_mode, 7.0))
    for sample in range(8):
        for channel in range(3):
            expected = ndimage.map_coordinates(
                images[sample, :, :, channel], places[:, sample], order=order, mode=FILL_MODES[fill_mode], cval=7.0
            )
            np.testing.assert_allclose(found[sample, :, :, channel], expected, atol=0.05)


@pytest.mark.parametrize("fill_mode", ["nearest", "constant"])
def test_an_affine_transformation_is_that_of_keras(fill_mode: str, pictures: np.ndarray) -> None:
    import keras

    from specbuild.running.data.augmentations.pixels.affine import affine_transform

    rng = np.random.default_rng(2)
    matrices = (np.array([1, 0, 0, 0, 1, 0, 0, 0]) + rng.normal(0, 0.2, (8, 8)) * [1, 1, 9, 1, 1, 9, 0, 0]).astype("float32")
    images, transform = (keras.ops.convert_to_tensor(part) for part in (pictures.astype("float32"), matrices))
    ours = keras.ops.convert_to_numpy(affine_transform(images, transform, fill_mode=fill_mode))
    theirs = keras.ops.convert_to_numpy(
        keras.ops.image.affine_transform(images, transform, fill_mode=fill_mode, data_format="channels_last")
    )
    # Where a border runs through a pixel, backends have rules of their own for "constant".
    assert np.mean(np.abs(ours - theirs) > 0.1) < (0.02 if fill_mode == "constant" else 0.001)


@pytest.mark.parametrize(
    ("type_", "arguments"),
    [
        pytest.param("Equalization", {}, id="equalization of one picture is that of Keras"),
        pytest.param("Equalization", {"bins": 64}, id="equalization with few bins is that of Keras"),
        pytest.param("AutoContrast", {}, id="the contrast of one picture is that of Keras"),
    ],
)
def test_a_map_without_draws_is_that_of_keras_on_each_picture_alone(
    type_: str, arguments: dict[str, Any], make: Callable[..., Any], compiled: Callable[..., Any], pictures: np.ndarray
) -> None:
    import keras

    pipeline = make((type_, arguments))
    found, _ = compiled(pipeline)(pictures, TARGETS, pipeline.draws(0, 0, 8))
    layer = getattr(keras.layers, type_)(**arguments, data_format="channels_last")
    expected = [keras.ops.convert_to_numpy(layer(picture[None].astype("float32"), training=True))[0] for picture in pictures]
    off = np.abs(found - np.stack(expected))
    assert np.mean(off > 1e-3) < 1e-3
    assert off.max() <= 1.001  # a level in the middle of two is rounded up or down, as a compiler orders the division


def test_a_blur_is_that_of_keras_with_the_strengths_drawn(
    make: Callable[..., Any], compiled: Callable[..., Any], pictures: np.ndarray
) -> None:
    import keras

    pipeline = make(("RandomGaussianBlur", {"kernel_size": 5, "sigma": [0.4, 1.0]}, {"probability": 1.0}))
    draws = pipeline.draws(0, 0, 8)
    found, _ = compiled(pipeline)(pictures, TARGETS, draws)
    for picture, sigma, result in zip(pictures.astype("float32"), draws, found, strict=True):
        expected = keras.ops.image.gaussian_blur(
            picture[None], kernel_size=(5, 5), sigma=tuple(map(float, sigma)), data_format="channels_last"
        )
        np.testing.assert_allclose(result, keras.ops.convert_to_numpy(expected)[0], atol=0.05)


def test_flips_and_crops_are_slices(make: Callable[..., Any], compiled: Callable[..., Any], pictures: np.ndarray) -> None:
    slices = {"horizontal": np.s_[:, :, ::-1], "vertical": np.s_[:, ::-1], "horizontal_and_vertical": np.s_[:, ::-1, ::-1]}
    for mode, expected in slices.items():
        pipeline = make(("RandomFlip", {"mode": mode}, {"probability": 1.0}))
        found, _ = compiled(pipeline)(pictures, TARGETS, pipeline.draws(0, 0, 8))
        assert np.array_equal(found, pictures[expected])


def test_every_crop_is_cut_at_its_own_place(pictures: np.ndarray) -> None:
    from keras import layers, ops

    from specbuild.running.data import draws as laws
    from specbuild.running.data.augmentations.instead.random_crop import Crop

    crop = Crop(layers.RandomCrop(12, 10, data_format="channels_last"))
    places = laws.draws((1, 2), 0, 400, crop.draws((20, 24, 3)))
    assert sorted(set(places[:, 0])) == list(range(9))
    assert sorted(set(places[:, 1])) == list(range(15))
    drawn = [ops.convert_to_tensor(places[:8, column]) for column in (0, 1)]
    found = ops.convert_to_numpy(crop.transform(ops.convert_to_tensor(pictures.astype("float32")), drawn))
    assert found.shape == pictures.shape
    cut = ops.convert_to_numpy(layers.CenterCrop(12, 10, data_format="channels_last")(found))
    for picture, (row, column), result in zip(pictures, places[:8].astype(int), cut, strict=True):
        assert np.array_equal(result, picture[row : row + 12, column : column + 10])
    assert np.array_equal(np.abs(found).sum(axis=(1, 2, 3)), np.abs(cut).sum(axis=(1, 2, 3)))  # nothing around it


def test_mixing_keeps_the_share_of_each_picture_in_its_target(make: Callable[..., Any], compiled: Callable[..., Any]) -> None:
    # Picture k is k everywhere, so that the mean of a mixed picture is the mean of its classes.
    plain = np.broadcast_to(np.arange(8, dtype="float32")[:, None, None, None], (8, 20, 24, 3))
    for type_ in ("MixUp", "CutMix"):
        pipeline = make((type_, {}))
        images, targets = compiled(pipeline)(np.ascontiguousarray(plain), TARGETS, pipeline.draws(2, 0, 8))
        assert pipeline.mixes_labels
        assert targets.shape == (8, 8)
        np.testing.assert_allclose(targets.sum(axis=1), 1, atol=1e-5)
        np.testing.assert_allclose(images.mean(axis=(1, 2, 3)), targets @ np.arange(8), atol=1e-3)
        assert (targets.max(axis=1) < 1).any()


@pytest.mark.parametrize("task", ["binary", "multilabel", "regression"])
def test_mixing_takes_the_targets_of_every_task(
    task: str, make: Callable[..., Any], compiled: Callable[..., Any], pictures: np.ndarray
) -> None:
    targets = {"binary": np.arange(8) % 2, "multilabel": np.eye(8, dtype="int64"), "regression": np.arange(16.0).reshape(8, 2)}[task]
    pipeline = make(("MixUp", {"alpha": 1.0}), task=task, classes=() if task == "regression" else ("no", "yes"))
    _, mixed = compiled(pipeline)(pictures, targets, pipeline.draws(0, 0, 8))
    assert mixed.shape == targets.shape
    assert mixed.dtype == np.float32
    assert mixed.min() >= targets.min()
    assert mixed.max() <= targets.max()
    assert not np.array_equal(mixed, targets)


def test_a_crop_that_keeps_the_size_shows_a_part_of_the_picture(
    make: Callable[..., Any], compiled: Callable[..., Any], pictures: np.ndarray
) -> None:
    pipeline = make(("RandomCropAndResize", {"factor": [0.3, 0.6]}))
    draws = pipeline.draws(0, 0, 8)
    found, _ = compiled(pipeline)(pictures, TARGETS, draws)
    for picture, (share, *place), result in zip(pictures, draws, found, strict=True):
        axes = [
            np.linspace(0, 1 - share, size) * (size - 1) + spot * share * (size - 1) for size, spot in zip((20, 24), place, strict=True)
        ]
        where = np.stack(np.meshgrid(*axes, indexing="ij"))
        expected = ndimage.map_coordinates(picture[..., 1].astype("float64"), where, order=1)
        np.testing.assert_allclose(result[..., 1], expected, atol=0.05)
