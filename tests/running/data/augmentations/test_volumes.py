"""What changes volumes in all three directions, against NumPy and SciPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import ndimage
from scipy.spatial.transform import Rotation

from specbuild.checking.diagnostic import Refused

pytestmark = pytest.mark.slow  # left out of the tests for every save

SHAPE = (7, 9, 11, 2)
TARGETS = np.arange(8)
FACTS = {"shape": SHAPE, "kind": "volume", "value_range": (0.0, 1.0)}


@pytest.fixture(scope="module")
def volumes() -> np.ndarray:
    smooth = ndimage.gaussian_filter(np.random.default_rng(0).uniform(size=(8, *SHAPE)), (0, 1, 1, 1, 0))
    return smooth.astype("float32")


@pytest.fixture
def change(make: Callable[..., Any], compiled: Callable[..., Any], volumes: np.ndarray) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    def changed(type_: str, **arguments: Any) -> tuple[np.ndarray, np.ndarray]:
        pipeline = make((type_, arguments, {"probability": 1.0}), **FACTS)
        draws = pipeline.draws(0, 0, 8)
        return compiled(pipeline)(volumes, TARGETS, draws)[0], draws

    return changed


@pytest.mark.parametrize(("mode", "axis"), [("depth", 1), ("vertical", 2), ("horizontal", 3)])
def test_a_flip_reverses_one_axis(mode: str, axis: int, change: Any, volumes: np.ndarray) -> None:
    assert np.array_equal(change("RandomFlip3D", mode=mode)[0], np.flip(volumes, axis))


def test_a_flip_left_to_itself_changes_a_half(make: Callable[..., Any]) -> None:
    pipeline = make(("RandomFlip3D", {"mode": "depth"}), **FACTS)
    assert pipeline.steps[0].probability == 0.5


@pytest.mark.parametrize(("axis", "plane"), [("depth", (2, 3)), ("height", (1, 3)), ("width", (1, 2))])
def test_quarter_turns_are_those_of_numpy(
    axis: str, plane: tuple[int, int], make: Callable[..., Any], compiled: Callable[..., Any]
) -> None:
    cubes = np.random.default_rng(1).uniform(size=(8, 4, 4, 4, 1)).astype("float32")
    pipeline = make(("RandomQuarterTurn3D", {"axis": axis, "turns": [1, 2, 3]}), shape=(4, 4, 4, 1), kind="volume")
    draws = pipeline.draws(0, 0, 8)
    found, _ = compiled(pipeline)(cubes, TARGETS, draws)
    assert len(set(draws[:, 0])) > 1
    for cube, number, result in zip(cubes, draws[:, 0], found, strict=True):
        assert np.array_equal(result, np.rot90(cube, int(number) + 1, tuple(one - 1 for one in plane)))


def test_a_quarter_turn_that_would_change_the_shape_is_refused(make: Callable[..., Any]) -> None:
    with pytest.raises(Refused, match="would make 11x9 of 9x11"):
        make(("RandomQuarterTurn3D", {"axis": "depth", "turns": 1}), **FACTS)
    with pytest.raises(Refused, match="is empty"):
        make(("RandomQuarterTurn", {"turns": []}), shape=(4, 4, 1))


def test_one_turn_can_relabel_and_drawn_turns_cannot(make: Callable[..., Any]) -> None:
    swap = {"relabel": {"a": "b", "b": "a"}}
    make(("RandomQuarterTurn3D", {"axis": "depth", "turns": 2}, swap), **FACTS)
    with pytest.raises(Refused, match="fixed map"):
        make(("RandomQuarterTurn3D", {"axis": "depth", "turns": [2, 2]}, swap), **FACTS)


def test_a_rotation_is_the_one_of_scipy(change: Any, volumes: np.ndarray) -> None:
    found, draws = change("RandomRotation3D", depth_factor=0.1, height_factor=0.2, width_factor=0.3, fill_mode="nearest")
    centre = (np.array(SHAPE[:3]) - 1) / 2
    for volume, shares, result in zip(volumes, draws, found, strict=True):
        turns = [Rotation.from_rotvec(share * 2 * np.pi * np.eye(3)[axis]).as_matrix() for axis, share in enumerate(shares)]
        # Places turn the other way round than the sample; about the middle axis, the other two stand in left-handed order.
        matrix = turns[0].T @ turns[1] @ turns[2].T
        for channel in range(SHAPE[-1]):
            expected = ndimage.affine_transform(volume[..., channel], matrix, centre - matrix @ centre, order=1, mode="nearest")
            np.testing.assert_allclose(result[..., channel], expected, atol=2e-4)


def test_a_turn_in_the_plane_of_a_slice_is_that_of_the_picture_layer(make: Callable[..., Any], compiled: Callable[..., Any]) -> None:
    cubes = ndimage.gaussian_filter(np.random.default_rng(2).uniform(size=(8, 3, 9, 9, 1)), (0, 0, 1, 1, 0)).astype("float32")
    ours = make(
        ("RandomRotation3D", {"depth_factor": [0.1, 0.1], "height_factor": 0, "width_factor": 0}), shape=(3, 9, 9, 1), kind="volume"
    )
    keras = make(("RandomRotation", {"factor": [0.1, 0.1]}), shape=(3, 9, 9, 1), kind="volume")
    results = [compiled(pipeline)(cubes, TARGETS, pipeline.draws(0, 0, 8))[0] for pipeline in (ours, keras)]
    np.testing.assert_allclose(*results, atol=1e-3)


def test_shifts_go_the_way_of_their_sign_and_zooms_above_zero_go_out(change: Any, volumes: np.ndarray) -> None:
    found, _ = change("RandomTranslation3D", depth_factor=[2 / 7, 2 / 7], height_factor=0, width_factor=[-3 / 11, -3 / 11])
    np.testing.assert_allclose(found[:, 2:, :, :-3], volumes[:, :-2, :, 3:], atol=1e-5)
    found, _ = change("RandomZoom3D", depth_factor=[1.0, 1.0], height_factor=[0.0, 0.0], width_factor=[-0.5, -0.5])
    np.testing.assert_allclose(found[:, 2:5, :, 1::2], volumes[:, 1:6:2, :, 3:8], atol=1e-5)


def test_zooming_by_one_factor_keeps_proportions(make: Callable[..., Any]) -> None:
    assert make(("RandomZoom3D", {"depth_factor": 0.2}), **FACTS).columns == 1
    assert make(("RandomZoom3D", {"depth_factor": 0.2, "width_factor": 0.1}), **FACTS).columns == 2


def test_a_blur_is_that_of_scipy(change: Any, volumes: np.ndarray) -> None:
    found, draws = change("RandomGaussianBlur3D", kernel_size=[3, 5, 1], sigma=[0.5, 1.5])
    for volume, sigma, result in zip(volumes, draws[:, 0], found, strict=True):
        expected = ndimage.gaussian_filter(volume, (sigma, sigma, 0, 0), radius=(1, 2, 0, 0), mode="nearest")
        np.testing.assert_allclose(result, expected, atol=1e-4)


def test_a_crop_shows_a_part_of_the_volume_at_the_old_size(change: Any, volumes: np.ndarray) -> None:
    found, draws = change("RandomCropAndResize3D", factor=[0.5, 0.5])
    for volume, (share, *place), result in zip(volumes, draws, found, strict=True):
        axes = [np.linspace(0, 1 - share, size) * (size - 1) + spot * share * (size - 1) for size, spot in zip(SHAPE, place, strict=False)]
        where = np.stack(np.meshgrid(*axes, indexing="ij"))
        np.testing.assert_allclose(result[..., 0], ndimage.map_coordinates(volume[..., 0], where, order=1), atol=1e-4)


@pytest.mark.parametrize(
    ("type_", "arguments", "words"),
    [
        pytest.param("RandomGaussianBlur3D", {"kernel_size": 4}, "odd", id="an even kernel"),
        pytest.param("RandomRotation3D", {"depth_factor": 2, "height_factor": 0, "width_factor": 0}, "between -1 and 1", id="two turns"),
        pytest.param("RandomCropAndResize3D", {"factor": 1.0}, "between 0 and 0.95", id="nothing left"),
        pytest.param("RandomGaussianNoise", {"factor": -0.1}, "between 0 and 1", id="less than no noise"),
    ],
)
def test_arguments_out_of_bounds_are_refused(type_: str, arguments: dict[str, Any], words: str, make: Callable[..., Any]) -> None:
    with pytest.raises(Refused, match=words):
        make((type_, arguments), **FACTS)
