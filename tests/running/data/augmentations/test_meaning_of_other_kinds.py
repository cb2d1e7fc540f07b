"""The second witness of the meaning of what changes volumes, time, waves, words and tables: patterns are changed, and measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from specbuild.checking.grammar.entries import read_one
from specbuild.checking.meaning.known import changes

pytestmark = pytest.mark.slow  # left out of the tests for every save

DRAWS = 200
LOW, HIGH = 0.8, 1.02  # how near the largest of so many draws has to come to what was said, and how far it may go beyond
OUTSIDE = {"fill_mode": "constant", "fill_value": -1000.0}


def act(type_: str, arguments: Mapping[str, Any], sample: np.ndarray, **facts: Any) -> tuple[np.ndarray, Mapping[str, Any]]:
    """Many draws of an augmentation on one sample, and what it is said to change."""
    from keras import ops

    from specbuild.running.data.pipeline.facts import Facts
    from specbuild.running.data.pipeline.pipeline import Pipeline

    entry, wrong = read_one({"type": type_, **arguments, "probability": 1.0}, "augmentations", ("augmentation", 0))
    assert not wrong
    pipeline = Pipeline.of([entry], Facts(sample.shape, facts.pop("value_range", None), "multiclass", ("a", "b"), **facts), seed=5)
    parts = np.repeat(sample[None], DRAWS, axis=0), np.zeros(DRAWS, "int32"), pipeline.draws(0, 0, DRAWS)
    found, _ = pipeline.apply(*(ops.convert_to_tensor(part) for part in parts))
    return ops.convert_to_numpy(found), {aspect: change.amount for aspect, change in changes(entry, sample.shape).items()}


def agree(said: Mapping[str, Any], measured: Mapping[str, float], low: float = LOW, slack: float = 0.01) -> None:
    """Every aspect that is said is measured, its amount is reached, and not exceeded."""
    assert set(said) == set(measured)
    for aspect, amount in measured.items():
        assert low * said[aspect] - slack <= amount <= HIGH * said[aspect] + slack, aspect


# Volumes: voxels that hold their own place say afterwards where they came from.
SIZES = np.array([16, 20, 18])


def places() -> np.ndarray:
    return np.stack([*np.mgrid[: SIZES[0], : SIZES[1], : SIZES[2]], np.ones(SIZES)], axis=-1).astype("float32")


class Map:
    """An affine map about the middle, from where each voxel is to where it came from."""

    def __init__(self, changed: np.ndarray) -> None:
        inside = changed[..., 3] > 0.999
        there = np.argwhere(inside) - (SIZES - 1) / 2
        self.came = changed[inside][:, :3]
        solved, *_ = np.linalg.lstsq(np.hstack([there, np.ones((len(there), 1))]), self.came - (SIZES - 1) / 2, rcond=None)
        self.matrix, self.offset = solved[:3].T, solved[3]

    def orientation(self) -> float:
        return float(np.degrees(np.arccos(np.clip((np.trace(self.matrix) - 1) / 2, -1, 1))))

    def scale(self) -> float:
        sizes = np.linalg.svd(self.matrix, compute_uv=False)
        return float(max(max(size, 1 / size) - 1 for size in sizes))

    def shape(self) -> float:
        sizes = np.linalg.svd(self.matrix, compute_uv=False)
        return float(sizes.max() / sizes.min() - 1)

    def position(self) -> float:
        """How far the middle voxel of the old volume went."""
        return float(np.abs(np.linalg.solve(self.matrix, self.offset) / SIZES).max())

    def mirrored(self) -> float:
        return float(np.linalg.det(self.matrix) < 0)

    def framing(self) -> float:
        """The share of the volume that is outside of the box of what is seen."""
        sizes = self.came.max(axis=0) - self.came.min(axis=0)
        return float(1 - np.prod(np.minimum(sizes / (SIZES - 1), 1)))


NONE = {"depth_factor": 0, "height_factor": 0, "width_factor": 0}
VOLUMES = [
    ("RandomFlip3D", {"mode": "depth"}, {"mirror_depth": Map.mirrored}),
    ("RandomFlip3D", {"mode": "horizontal"}, {"mirror_horizontal": Map.mirrored}),
    ("RandomQuarterTurn3D", {"axis": "height", "turns": 2}, {"orientation": Map.orientation}),
    ("RandomRotation3D", {**NONE, "height_factor": 0.1, **OUTSIDE}, {"orientation": Map.orientation}),
    ("RandomRotation3D", {**NONE, "width_factor": [0.95, 1.0], **OUTSIDE}, {"orientation": Map.orientation}),
    ("RandomTranslation3D", {**NONE, "depth_factor": 0.3, **OUTSIDE}, {"position": Map.position, "framing": Map.framing}),
    ("RandomZoom3D", {"depth_factor": [-0.4, 0.0], **OUTSIDE}, {"scale": Map.scale, "framing": Map.framing}),
    ("RandomZoom3D", {"depth_factor": 0.2, "height_factor": 0.2, "width_factor": [0, 0], **OUTSIDE},
     {"scale": Map.scale, "framing": Map.framing, "shape": Map.shape}),
    ("RandomCropAndResize3D", {"factor": 0.4}, {"scale": Map.scale, "framing": Map.framing, "position": Map.position}),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "arguments", "measures"), VOLUMES, ids=[f"{case[0]} {case[1]}" for case in VOLUMES])
def test_volumes(type_: str, arguments: Mapping[str, Any], measures: Mapping[str, Callable[[Map], float]]) -> None:
    found, said = act(type_, arguments, places(), kind="volume")
    maps = [Map(volume) for volume in found]
    agree(said, {aspect: max(measure(one) for one in maps) for aspect, measure in measures.items()}, low=0.7, slack=0.04)


def test_turns_about_three_axes_never_add_up_to_more_than_is_said() -> None:
    factors = {"depth_factor": 0.05, "height_factor": 0.1, "width_factor": 0.15}
    found, said = act("RandomRotation3D", {**factors, **OUTSIDE}, places(), kind="volume")
    assert said == {"orientation": pytest.approx(108)}
    assert max(Map(volume).orientation() for volume in found) <= 108 * HIGH


@pytest.mark.parametrize(("turns", "degrees"), [(1, 90), (3, 90), ([1, 3], 90), ([1, 2], 180)])
def test_quarter_turns(turns: Any, degrees: float) -> None:
    pattern = np.zeros((9, 9, 1), "float32")
    pattern[1, 4] = 1.0  # a dot above the middle
    found, said = act("RandomQuarterTurn", {"turns": turns}, pattern, kind="picture")
    assert said == {"orientation": degrees}
    where = [np.argwhere(picture[..., 0] > 0)[0] - 4 for picture in found]
    assert max(abs(np.degrees(np.arctan2(column, -row))) for row, column in where) == pytest.approx(degrees)


def test_noise_of_pictures_is_a_share_of_the_range() -> None:
    found, said = act("RandomGaussianNoise", {"factor": 0.1}, np.full((30, 30, 1), 100.0, "float32"), value_range=(0.0, 200.0))
    agree(said, {"detail": float((found - 100).std(axis=(1, 2, 3)).max() / 200)})


def test_a_blur_of_volumes_is_as_wide_as_its_sigma() -> None:
    dot = np.zeros((15, 15, 15, 1), "float32")
    dot[7, 7, 7] = 1.0
    found, said = act("RandomGaussianBlur3D", {"kernel_size": 13, "sigma": 0.8}, dot, kind="volume")
    along = found.sum(axis=(2, 3, 4))
    agree(said, {"detail": float(np.sqrt((along * (np.arange(15) - 7) ** 2).sum(axis=1)).max())})


# Time: steps that hold their own number say afterwards where they came from.
STEPS = 400


def course() -> np.ndarray:
    return np.arange(STEPS, dtype="float32")[:, None]


def tempo(came: np.ndarray) -> float:
    speed = np.diff(came, axis=1)
    return float(max(speed.max(), 1 / speed.min()) - 1)


def astray(came: np.ndarray) -> float:
    """How far any step is from where it was, as a share of the length."""
    return float(np.abs(came - course()[:, 0]).max() / STEPS)


def test_a_reversal_is_one() -> None:
    found, said = act("RandomReversal", {}, course(), kind="series")
    agree(said, {"time_direction": float((np.diff(found[:, :, 0]) < 0).all())})


@pytest.mark.parametrize("fill_mode", ["nearest", "constant", "wrap"])
def test_shifts_in_time(fill_mode: str) -> None:
    found, said = act("RandomTimeShift", {"factor": [-0.1, 0.3], "fill_mode": fill_mode, "fill_value": -1.0}, course(), kind="series")
    middle = found[:, STEPS // 2, 0]
    measured = {"time_position": float(np.abs(middle - STEPS // 2).max() / STEPS)}
    lost = max(1 - len(np.unique(sample[sample >= 0])) / STEPS for sample in found)
    if fill_mode == "wrap":
        assert lost == 0
        measured["time_order"] = max(out_of_order(sample) for sample in found[:, :, 0])
    else:
        measured["framing"] = lost
    agree(said, measured)


def out_of_order(came: np.ndarray) -> float:
    """The share of the steps, parted in two, that would have to go to the other side to be in order again."""
    falls = np.flatnonzero(np.diff(came) < 0)
    return float(min(falls[0] + 1, STEPS - falls[0] - 1) / STEPS) if len(falls) else 0.0


def test_crops_in_time() -> None:
    came = act("RandomTimeCrop", {"factor": 0.4}, course(), kind="series")
    found, said = came[0][:, :, 0], came[1]
    middle = [float(np.interp(STEPS / 2, sample, np.arange(STEPS), left=np.nan, right=np.nan)) for sample in found]
    agree(
        said,
        {"tempo": tempo(found), "framing": 1 - float(np.ptp(found, axis=1).min() / STEPS), "time_position": float(
            np.nanmax(np.abs(np.array(middle) / STEPS - 0.5))
        )},
        low=0.7,
    )  # fmt: skip


def test_warps_never_go_beyond_what_is_said() -> None:
    found, said = act("RandomTimeWarp", {"factor": 0.5, "knots": 3}, course(), kind="series")
    assert set(said) == {"tempo", "time_position"}
    assert 0.25 * said["tempo"] < tempo(found[:, :, 0]) <= said["tempo"] * HIGH  # all knots at their ends is rare
    assert 0.5 * said["time_position"] < astray(found[:, :, 0]) <= said["time_position"] * HIGH


# Waves.
WAVE = np.sin(np.arange(2000) * 0.05)[:, None].astype("float32")


@pytest.mark.parametrize(
    ("type_", "arguments", "aspect", "measure"),
    [
        pytest.param("RandomJitter", {"factor": 0.4}, "detail", lambda found: (found - WAVE).std(axis=1).max() / WAVE.std(), id="jitter"),
        pytest.param(
            "RandomScaling", {"factor": [-0.3, 0.1]}, "amplitude", lambda found: abs(found.std(axis=1) / WAVE.std() - 1).max(), id="scaling"
        ),
        pytest.param(
            "RandomMagnitudeWarp", {"factor": 0.3, "knots": 2}, "amplitude",
            lambda found: abs((found - WAVE.mean()) / (WAVE - WAVE.mean()) - 1)[:, abs(WAVE - WAVE.mean())[:, 0] > 0.3].max(),
            id="a warp of magnitudes",
        ),
        pytest.param(
            "RandomOffset", {"factor": 0.6}, "offset", lambda found: abs(found - WAVE).mean(axis=1).max() / WAVE.std(), id="an offset"
        ),
        pytest.param(
            "RandomTimeMask", {"factor": 0.3}, "framing",
            lambda found: (abs(found - WAVE.mean()) < 1e-5).mean(axis=1).max(), id="a mask in time",
        ),
    ],
)  # fmt: skip
def test_series(type_: str, arguments: Mapping[str, Any], aspect: str, measure: Callable[[np.ndarray], float]) -> None:
    found, said = act(type_, arguments, WAVE, kind="series")
    agree(said, {aspect: float(measure(found))})


@pytest.mark.parametrize(
    ("type_", "arguments", "aspect", "measure"),
    [
        pytest.param("RandomGain", {"factor": [-12, 3]}, "amplitude", lambda found: abs(found / 0.1 - 1).max(), id="a gain down"),
        pytest.param("RandomGain", {"factor": [-3, 12]}, "amplitude", lambda found: abs(found / 0.1 - 1).max(), id="a gain up"),
        pytest.param("RandomAudioNoise", {"snr": [10, 40]}, "detail", lambda found: (found - 0.1).std(axis=1).max() / 0.1, id="noise"),
    ],
)
def test_audio(type_: str, arguments: Mapping[str, Any], aspect: str, measure: Callable[[np.ndarray], float]) -> None:
    found, said = act(type_, arguments, np.full(1000, 0.1, "float32"), kind="audio")
    agree(said, {aspect: float(measure(found))})


def test_a_frequency_mask_loses_the_share_of_white_noise_that_is_said() -> None:
    noise = np.random.default_rng(0).normal(size=2048).astype("float32")
    found, said = act("RandomFrequencyMask", {"factor": 0.3, "fft_length": 128}, noise, kind="audio")
    agree(said, {"framing": float(1 - (found.std(axis=1) / noise.std()).min() ** 2)}, slack=0.03)


def test_a_pitch_shift_is_of_semitones_and_a_stretch_of_tempo() -> None:
    tone = np.sin(2 * np.pi * 0.05 * np.arange(8192)).astype("float32")
    found, said = act("RandomPitchShift", {"factor": 3, "fft_length": 512}, tone, kind="audio")
    strongest = np.abs(np.fft.rfft(found[:, 2048:6144] * np.hanning(4096), 2**16)).argmax(axis=1) / 2**16
    agree(said, {"pitch": float(np.abs(12 * np.log2(strongest / 0.05)).max())})
    click = np.zeros(8192, "float32")
    click[4096:4100] = 1.0
    found, said = act("RandomTimeStretch", {"factor": [-0.3, 0.0], "fft_length": 128}, click, kind="audio")
    slower = np.abs(found).argmax(axis=1) / 4098
    assert said["framing"] == pytest.approx(0.3)
    agree({"tempo": said["tempo"]}, {"tempo": float(slower.max() - 1)}, slack=0.03)


def test_channels_and_frames_are_lost_at_the_share_that_is_said_on_average() -> None:
    found, said = act("RandomChannelDropout", {"factor": 0.3}, np.repeat(WAVE[:50], 10, axis=1), kind="series")
    agree(said, {"channels": float((found.std(axis=1) < 1e-5).mean())}, low=0.9, slack=0.02)
    clip = np.arange(40, dtype="float32")[:, None, None, None]
    found, said = act("RandomFrameDropout", {"factor": 0.3}, clip, kind="clip")
    agree(said, {"framing": float(np.mean([1 - len(np.unique(one)) / 40 for one in found]))}, low=0.9, slack=0.02)


@pytest.mark.parametrize(
    ("type_", "aspect"),
    [("RandomWordDropout", "wording"), ("RandomWordMasking", "wording"), ("RandomWordSwap", "word_order")],
)
def test_words_are_changed_at_the_share_that_is_said_on_average(type_: str, aspect: str) -> None:
    text = np.arange(2, 102, dtype="int32")
    found, said = act(type_, {"factor": [0.2, 0.2]}, text, kind="text", padding=0.0, vocabulary=200)
    measured = {
        "RandomWordDropout": (found == 0).mean(), "RandomWordMasking": (found == 1).mean(), "RandomWordSwap": (found != text).mean(),
    }  # fmt: skip
    agree(said, {aspect: float(measured[type_])}, low=0.9, slack=0.02)


def test_numbers_of_tables_are_off_by_the_share_of_their_spread_that_is_said() -> None:
    facts = {"kind": "vector", "center": (0.0,) * 50, "spread": (3.0,) * 50}
    row = np.random.default_rng(0).normal(0, 3, 50).astype("float32")
    found, said = act("RandomFeatureNoise", {"factor": [0.2, 0.2]}, row, **facts)
    agree(said, {"values": float((found - row).std() / 3)}, low=0.95)
    found, said = act("RandomFeatureDropout", {"factor": 0.5}, row, **facts)
    agree(said, {"values": float(np.sqrt(np.mean(np.square(found - row)[found != row])) / row.std())}, low=0.8, slack=0.1)


def test_what_says_that_it_changes_nothing_is_said_of_polarity_alone() -> None:
    found, said = act("RandomPolarity", {}, WAVE[:, 0], kind="audio")
    assert said == {}
    assert np.array_equal(np.abs(found), np.repeat(np.abs(WAVE[None, :, 0]), DRAWS, axis=0))
