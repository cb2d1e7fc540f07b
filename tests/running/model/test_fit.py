"""Preprocessing learns from training rows only, in order, in bounded memory, and to the numbers that `ImageDataGenerator` learnt."""

from __future__ import annotations

import json
import tracemalloc
import warnings
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.running import codes
from specbuild.running.model.build import Built, build
from specbuild.running.model.fit import fit, record
from specbuild.running.model.moments import moments
from specbuild.running.model.part import BATCH
from specbuild.running.model.preprocessing.zca_whitening import ZCAWhitening

SHAPE = (6, 5, 2)
TRAINING = np.arange(150)
PICTURES = np.random.default_rng(0).integers(0, 256, (200, *SHAPE)).astype("uint8")
PICTURES[150:] = 255  # the rows that must not be learnt from are unlike the others
END = [("Flatten", {}), ("Dense", {"units": 1})]
Row = tuple[str, dict[str, Any]]


def read(rows: np.ndarray) -> np.ndarray:
    assert rows.max(initial=0) < len(TRAINING), "read a row that is not for training"
    return PICTURES[rows]


@pytest.fixture(scope="module")
def learn(spec: Callable[..., Any]) -> Callable[..., tuple[np.ndarray, Any, Built]]:
    """Fits some preprocessing; gives what it makes of all pictures, what was learnt, and the network."""

    def run(*rows: Row) -> tuple[np.ndarray, Any, Built]:
        made = spec(END, rows)
        fitted = fit(made.preprocessing, SHAPE, read, TRAINING)
        built = build(made, SHAPE, {}, fitted)
        count = sum(map(len, built.layers[: len(rows)]))
        front = keras.Sequential([keras.Input(SHAPE), *built.model.layers[:count]])
        return keras.ops.convert_to_numpy(front(PICTURES.astype("float32"))), fitted, built

    return run


def generator(**switches: bool) -> np.ndarray:
    from keras.src.legacy.preprocessing.image import ImageDataGenerator

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = ImageDataGenerator(dtype="float64", **switches)
        made.fit(PICTURES[TRAINING].astype("float64"))
        return np.stack([made.standardize(picture.astype("float64")) for picture in PICTURES])


@pytest.mark.parametrize(
    ("rows", "switches"),
    [
        pytest.param([("FeaturewiseCentering", {})], {"featurewise_center": True}, id="featurewise centring"),
        pytest.param(
            [("FeaturewiseCentering", {}), ("FeaturewiseScaling", {})],
            {"featurewise_center": True, "featurewise_std_normalization": True},
            id="featurewise scaling",
        ),
        pytest.param([("SamplewiseCentering", {})], {"samplewise_center": True}, id="samplewise centring"),
        pytest.param(
            [("SamplewiseCentering", {}), ("SamplewiseScaling", {})],
            {"samplewise_center": True, "samplewise_std_normalization": True},
            id="samplewise scaling",
        ),
        pytest.param(
            [("FeaturewiseCentering", {}), ("ZCAWhitening", {"center": False})],
            {"featurewise_center": True, "zca_whitening": True},
            id="whitening",
        ),
    ],
)
def test_what_is_learnt_is_what_image_data_generator_learnt(learn, rows: list[Row], switches: dict[str, bool]) -> None:
    assert np.allclose(learn(*rows)[0], generator(**switches), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("axis", "kept"),
    [
        pytest.param(-1, (3,), id="for each channel"),
        pytest.param("none", (), id="one for all"),
        pytest.param([1, 2, 3], (1, 2, 3), id="for each value"),
        pytest.param([3, 1], (1, 3), id="for rows and channels"),
    ],
)
def test_normalization_learns_mean_and_variance(learn, axis: Any, kept: tuple[int, ...]) -> None:
    values, (fitted,), built = learn(("Normalization", {"axis": None if axis == "none" else axis}))
    reduced = tuple(place for place in range(4) if place not in kept)
    seen = PICTURES[TRAINING].astype("float64")
    mean, variance = seen.mean(reduced, keepdims=True), seen.var(reduced, keepdims=True)
    assert np.allclose(values, (PICTURES - mean) / np.sqrt(variance), rtol=1e-4, atol=1e-4)
    assert np.allclose(fitted["mean"], mean.squeeze(reduced))
    assert built.needs_specbuild == ()


def test_normalization_that_is_given_its_numbers_learns_nothing(learn) -> None:
    values, fitted, _ = learn(("Normalization", {"mean": 100.0, "variance": 25.0}))
    assert fitted == ({},)
    assert np.allclose(values, (PICTURES - 100.0) / 5, rtol=1e-5)


def test_every_entry_learns_from_what_the_ones_before_it_give(learn) -> None:
    _, fitted, _ = learn(("Rescaling", {"scale": 1 / 255}), ("CenterCrop", {"height": 2, "width": 2}), ("Normalization", {}))
    seen = PICTURES[TRAINING][:, 2:4, 1:3].astype("float64") / 255
    assert fitted[:2] == ({}, {})
    assert np.allclose(fitted[2]["mean"], seen.mean((0, 1, 2)), atol=1e-6)


def test_discretization_learns_bins_that_hold_equally_many(learn) -> None:
    values, (fitted,), _ = learn(("Discretization", {"num_bins": 4}))
    assert np.allclose(fitted["bin_boundaries"], np.quantile(PICTURES[TRAINING], [0.25, 0.5, 0.75]), atol=4)
    assert np.array_equal(np.bincount(values[TRAINING].ravel().astype(int)) / values[TRAINING].size > 0.2, [True] * 4)


def test_whitened_rows_have_no_correlations(learn) -> None:
    values, _, built = learn(("ZCAWhitening", {}))
    covariance = np.cov(values[TRAINING].reshape(150, -1).T, bias=True)
    assert np.allclose(covariance, np.eye(60), atol=1e-3)
    assert built.needs_specbuild == ()
    assert not built.layers[0][1].trainable


def test_whitening_drops_directions_in_which_training_rows_do_not_vary() -> None:
    rows = np.random.default_rng(1).normal(size=(50, 2, 2, 1))
    rows[:, 0, 0] = 3.0
    fitted = ZCAWhitening().fit(lambda: iter([rows]), (2, 2, 1))
    assert np.allclose(np.asarray(fitted["whitening"])[0], 0)


def test_the_low_rank_form_equals_the_full_one_where_it_keeps_everything(learn) -> None:
    full, low = learn(("ZCAWhitening", {}))[0], learn(("ZCAWhitening", {"components": 60}))[0]
    assert np.allclose(full, low, atol=1e-2)
    kept = learn(("ZCAWhitening", {"components": 5}))[0][TRAINING].reshape(150, -1)
    assert np.linalg.matrix_rank(kept - kept.mean(0), tol=1e-2) == 5


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [pytest.param({}, id="in full"), pytest.param({"components": 20}, id="low rank")])
def test_whitening_takes_no_more_memory_than_it_predicts(arguments: dict[str, int]) -> None:
    size, whitening = 900, ZCAWhitening(**arguments)
    source = np.random.default_rng(0)
    tracemalloc.start()
    whitening.fit(lambda: (source.normal(size=(BATCH, 30, 30, 1)) for _ in range(20)), (30, 30, 1))
    peak = tracemalloc.get_traced_memory()[1] / 1e9
    tracemalloc.stop()
    assert peak <= whitening.memory(size) <= 6 * peak


@pytest.mark.parametrize(
    ("rows", "code", "path"),
    [
        pytest.param([("ZCAWhitening", {"memory_budget": 1e-6})], codes.MEMORY, (0, "memory_budget"), id="more memory than the budget"),
        pytest.param([("ZCAWhitening", {"components": 61})], codes.COMPONENTS, (0, "components"), id="more directions than numbers"),
        pytest.param(
            [("ZCAWhitening", {"components": 3, "center": False})], codes.COMPONENTS, (0, "center"), id="low rank without centring"
        ),
        pytest.param([("Rescaling", {"scale": 2.0}), ("StringLookup", {})], codes.LOOK_UP, (1, "type"), id="words among numbers"),
    ],
)
def test_what_cannot_be_learnt_is_a_finding(spec, rows: list[Row], code: str, path: tuple[int | str, ...]) -> None:
    with pytest.raises(Refused) as refused:
        fit(spec(END, rows).preprocessing, SHAPE, read, TRAINING)
    (finding,) = refused.value.findings
    assert (finding.code, finding.path) == (code, ("preprocessing", *path))


def test_a_picture_too_large_to_whiten_is_told_how_much_it_would_take_and_what_to_write() -> None:
    entry = Entry("ZCAWhitening", "preprocessing", {}, path=("preprocessing", 0))
    with pytest.raises(Refused) as refused:
        fit([entry], (180, 180, 3), read, TRAINING)
    (finding,) = refused.value.findings
    assert "takes 378 GB to fit to samples of 97,200 numbers" in finding.message
    assert "`components = " in finding.help


def test_no_training_rows_is_a_finding(spec) -> None:
    with pytest.raises(Refused) as refused:
        fit(spec(END, [("Normalization", {})]).preprocessing, SHAPE, read, TRAINING[:0])
    assert [finding.code for finding in refused.value.findings] == [codes.NO_ROWS]


def test_fewer_rows_than_directions_is_a_finding(spec) -> None:
    with pytest.raises(Refused) as refused:
        fit(spec(END, [("ZCAWhitening", {"components": 30})]).preprocessing, SHAPE, read, TRAINING[:20])
    assert "`components = 20`" in refused.value.findings[0].help


@pytest.mark.parametrize("bins", [3, 49, 100], ids="into {} bins".format)
def test_values_are_put_into_as_many_bins_as_were_asked_for(learn, bins: int) -> None:
    bounds = learn(("Discretization", {"num_bins": bins}))[1][0]["bin_boundaries"]
    assert len(bounds) == bins - 1


def test_fewer_values_than_bins_is_a_finding(spec) -> None:
    with pytest.raises(Refused) as refused:
        fit(spec(END, [("Discretization", {"num_bins": 100})]).preprocessing, SHAPE, read, TRAINING[:1])
    (finding,) = refused.value.findings
    assert (finding.code, finding.path) == (codes.BINS, ("preprocessing", 0, "num_bins"))
    assert "`num_bins = 60` or less" in finding.help


def test_what_was_learnt_is_json_and_long_arrays_are_told_by_their_digest(learn) -> None:
    written = json.loads(json.dumps(record([*learn(("Normalization", {}))[1], {"whitening": np.zeros((400, 400))}])))
    assert np.allclose(written[0]["mean"], PICTURES[TRAINING].mean((0, 1, 2)))
    assert written[1]["whitening"]["shape"] == [400, 400]


def test_a_model_with_layers_of_our_own_says_so_and_loads(learn, tmp_path) -> None:
    values, _, built = learn(("SamplewiseCentering", {}), ("SamplewiseScaling", {"epsilon": 0.5}))
    assert built.needs_specbuild == ("SamplewiseCentering", "SamplewiseScaling")
    built.model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    assert np.array_equal(keras.ops.convert_to_numpy(keras.Sequential(loaded.layers[:2])(PICTURES.astype("float32"))), values)


def test_moments_do_not_depend_on_how_rows_are_cut() -> None:
    values = np.random.default_rng(0).normal(1e6, 1.0, size=(97, 3, 2))
    whole, cut = moments(lambda: iter([values]), (2,)), moments(lambda: iter(np.split(values, [1, 40, 90])), (2,))
    assert whole.count == cut.count == 291
    assert np.allclose(whole.variance, cut.variance, rtol=1e-9)
    assert np.allclose(whole.mean, cut.mean, rtol=1e-12)
