"""Drawings of feature maps: whatever the kind of data and however odd the values, the most active first and the dead by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from specbuild.running.answering.inside.maps import Maps
from specbuild.showing.plots import feature_maps, map_forms, style

RANDOM = np.random.default_rng(2)


pytestmark = [pytest.mark.filterwarnings("error"), pytest.mark.slow]


def maps(shape: tuple[int, ...], activation: str = "relu", samples: int = 2) -> Maps:
    return Maps("layer", "Conv", activation, np.abs(RANDOM.normal(size=(samples, *shape))).astype("float32"))


def words(figure) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


CASES = [
    pytest.param((6, 5, 4), (8, 8, 1), id="pictures"),
    pytest.param((1, 1, 4), (8, 8, 3), id="pictures of one pixel"),
    pytest.param((3, 200, 2), (3, 200, 1), id="pictures that are much wider than high"),
    pytest.param((6, 5, 300), (8, 8, 2), id="more pictures than fit"),
    pytest.param((6, 5, 1), (64, 1), id="a picture made of a sound"),
    pytest.param((20, 7), (22, 3), id="curves"),
    pytest.param((20, 7), (22,), id="curves of a series without channels"),
    pytest.param((1, 60), (22, 3), id="curves of one step"),
    pytest.param((6, 5, 4, 3), (8, 8, 8, 1), id="slices"),
    pytest.param((1, 2, 2, 12), (8, 8, 8, 1), id="one slice"),
    pytest.param((5,), (8, 8, 1), id="numbers"),
    pytest.param((400,), (4,), id="many numbers"),
]


@pytest.mark.parametrize(
    "size",
    [pytest.param(map_forms.SMALL, id="for a page"), pytest.param(map_forms.WHOLE, id="for a file", marks=pytest.mark.slow)],
)
@pytest.mark.parametrize(("shape", "given"), CASES)
def test_maps_of_every_form_are_drawn_and_named(tmp_path: Path, shape: tuple[int, ...], given: tuple[int, ...], size) -> None:
    found = maps(shape)
    figure = feature_maps.draw(found, 1, RANDOM.random(given).astype("float32"), (0.0, 1.0), size)
    style.write(figure, tmp_path / "a.svg", title="a", description="b")
    if len(shape) > 1:  # the most active channel stands first, after the input where that has a form of its own
        first = next(word for word in words(figure) if word != "input")
        assert first == str(found.order[0])
    assert (feature_maps.health(found) in figure.get_supxlabel().replace("\n", " ")) == size.said


@pytest.mark.parametrize("shape", [(6, 5, 4), (20, 4), (6, 5, 4, 3), (4,)], ids=["pictures", "curves", "slices", "numbers"])
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(0.0, id="nothing but 0"),
        pytest.param(-3.0, id="all the same and negative", marks=pytest.mark.slow),
        pytest.param(np.nan, id="NaN"),
        pytest.param(np.inf, id="infinite", marks=pytest.mark.slow),
    ],
)
def test_values_without_a_scale_are_drawn(tmp_path: Path, shape: tuple[int, ...], value: float) -> None:
    found = Maps("layer", "Conv", "linear", np.full((1, *shape), value, "float32"))
    figure = feature_maps.draw(found, 0, np.full((8,) * len(shape), value), None, map_forms.SMALL)
    style.write(figure, tmp_path / "a.png", title="a", description=feature_maps.describe(found))


def test_the_numbers_of_words_are_no_curve() -> None:
    figure = feature_maps.draw(maps((12, 3)), 0, RANDOM.integers(0, 9, 12), None)
    assert "input" not in words(figure)


@pytest.mark.parametrize(
    ("values", "activation", "said"),
    [
        pytest.param([[0, 1], [0, 2]], "relu", "For these 2 inputs 1 channel is dead, 0 everywhere: 0", id="dead"),
        pytest.param([[0, 0]], "relu", "For this input 2 channels are dead, 0 everywhere: 0, 1", id="all dead"),
        pytest.param(
            [[1, 0.5], [0.999, 0.2]], "sigmoid", "For these 2 inputs 1 channel is saturated, at an end of the range: 0", id="saturated"
        ),
        pytest.param([[1, 0.5]], "relu", "For this input no channel is dead or saturated", id="well"),
        pytest.param([[0.0] * 20], "relu", "20 channels are dead, 0 everywhere: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …", id="many"),
    ],
)
def test_dead_and_saturated_channels_are_counted_and_named(values: list[list[float]], activation: str, said: str) -> None:
    found = Maps("layer", "Dense", activation, np.array(values, "float32"))
    assert said in feature_maps.health(found)
    assert said in feature_maps.describe(found)


def test_channels_are_marked_where_they_stand() -> None:
    values = np.abs(RANDOM.normal(size=(1, 6, 5, 3))).astype("float32") + 0.1
    values[..., 1] = 0
    assert "1 dead" in words(feature_maps.draw(Maps("a", "Conv2D", "relu", values), 0, np.zeros((8, 8, 1)), (0, 1)))


def test_names_that_are_no_words_are_shown(tmp_path: Path) -> None:
    found = Maps("$x$\x00" + "long " * 60, "Conv2D", "relu", np.ones((1, 4, 4, 2), "float32"))
    figure = feature_maps.draw(found, 0, np.zeros((8, 8, 1)), (0, 1))
    style.write(figure, tmp_path / "a.svg", title=feature_maps.title(found), description=feature_maps.describe(found))


@pytest.mark.parametrize(("count", "most", "chosen"), [(3, 8, [0, 1, 2]), (8, 8, list(range(8))), (100, 4, [0, 33, 66, 99]), (1, 8, [0])])
def test_slices_are_chosen_evenly_from_the_first_to_the_last(count: int, most: int, chosen: list[int]) -> None:
    assert map_forms.evenly(count, most).tolist() == chosen
