"""Drawings of Grad-CAM: a map over what it explains, for every kind of data, with the sentence of the check in its colour."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from specbuild.running.answering.inside.gradcam import Explained
from specbuild.running.answering.inside.sanity import Sanity
from specbuild.showing.plots import gradcam, style

pytestmark = pytest.mark.slow  # left out of the tests for every save

RANDOM = np.random.default_rng(2)
BAD = Sanity(0.9, 1.0, False, "the map does not explain the network: with its weights shuffled it is about as sure")
GOOD = Sanity(0.1, 9.0, True, "the map depends on what the network has learnt")


def explained(heat: tuple[int, ...], base: tuple[int, ...]) -> Explained:
    return Explained("conv", 0, 1, RANDOM.random(heat), RANDOM.random(base).astype("float32"))


@pytest.mark.parametrize(
    ("heat", "base"),
    [
        pytest.param((4, 3), (9, 7, 1), id="a picture in grey"),
        pytest.param((9, 7), (9, 7, 3), id="a picture in colours, map of the same size"),
        pytest.param((1, 2), (9, 7, 2), id="a map of two positions"),
        pytest.param((20, 4), (400, 8, 1), id="a spectrogram"),
        pytest.param((28,), (30, 2), id="a series"),
        pytest.param((2,), (5000, 1), id="a sound"),
        pytest.param((12,), (12, 1), id="numbers of words that nobody knows"),
        pytest.param((6, 6, 4), (8, 8, 6, 1), id="a volume"),
        pytest.param((1, 3, 3), (2, 8, 8, 3), id="a clip of two frames"),
    ],
)
def test_maps_of_every_kind_are_drawn(tmp_path: Path, heat: tuple[int, ...], base: tuple[int, ...]) -> None:
    figure = gradcam.draw(explained(heat, base), "why `a $x$\x00` (0.98)", BAD, (0.0, 1.0))
    style.write(figure, tmp_path / "a.svg", title="a", description="b")
    assert figure.get_supxlabel().startswith("Grad-CAM at conv.")


@pytest.mark.parametrize("sanity", [None, GOOD, BAD], ids=["not asked", "explains", "does not explain"])
def test_the_sentence_of_the_check_stands_below_in_its_colour(tmp_path: Path, sanity: Sanity | None) -> None:
    one = explained((4, 3), (9, 7, 1))
    figure = gradcam.draw(one, "why `a $x$\x00` (0.98)", sanity, (0.0, 1.0))
    style.write(figure, tmp_path / "a.svg", title="a", description=gradcam.describe(one, "why `a`", sanity))
    said = figure.get_supxlabel().replace("\n", " ")
    assert said.startswith("Grad-CAM at conv.")
    assert (sanity is None) or (sanity.sentence[1:] in said and sanity.sentence in gradcam.describe(one, "why `a`", sanity))
    colour = figure._supxlabel.get_color()
    assert (colour == style.VALIDATION) == (sanity is BAD)


def test_an_empty_map_is_drawn(tmp_path: Path) -> None:
    one = Explained("conv", 0, 1, np.zeros((3, 3)), np.zeros((9, 9, 1)))
    style.write(gradcam.draw(one, "why", None, None), tmp_path / "a.png", title="a", description=gradcam.describe(one, "why", None))
    assert "0.5 and 0.5" in gradcam.describe(one, "why", None)


def test_values_beyond_their_range_are_drawn(tmp_path: Path) -> None:
    """A spectrogram that the network made of a sound has other values than the sound."""
    one = Explained("conv", 0, 1, RANDOM.random((3, 3)), RANDOM.normal(0, 90, (9, 9, 1)))
    style.write(gradcam.draw(one, "why", None, (-1.0, 1.0)), tmp_path / "a.png", title="a", description="b")


def test_low_frequencies_are_drawn_at_the_bottom() -> None:
    bands = np.zeros((8, 8, 1))
    bands[0] = 1
    figure = gradcam.draw(Explained("conv", 0, 1, bands[..., 0], bands, rising=True), "why", None, None)
    shown, heat = (np.asarray(image.get_array()) for image in figure.axes[1].get_images())
    assert shown[-1].max() == 255
    assert shown[0].max() == 0
    assert heat[-1].min() == 1


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(["a", "good", "film", "", ""], ["a", "good", "film"], id="words, padding left out"),
        pytest.param(list("letters"), list("letters"), id="letters"),
        pytest.param(["$x$", "<b>", "信号", "\x00"], 4, id="odd ones"),
        pytest.param([f"word{at}" for at in range(900)], gradcam.MOST_WORDS, id="more than fit"),
    ],
)
def test_texts_are_drawn_in_words(tmp_path: Path, words: list[str], shown: list[str] | int) -> None:
    one = explained((len(words),), (len(words), 1))
    figure = gradcam.draw(one, "why", None, None, words)
    found = [text.get_text() for text in figure.axes[0].texts]
    assert found == shown if isinstance(shown, list) else len(found) == shown
    style.write(figure, tmp_path / "a.svg", title="a", description="b")


def test_a_map_is_enlarged_without_moving() -> None:
    heat = np.zeros((4, 4))
    heat[1, 2] = 1
    large = gradcam.enlarged(heat, (40, 40))
    rows, columns = np.nonzero(large > 0.5)
    assert (rows.mean() / 40, columns.mean() / 40) == pytest.approx((1.5 / 4 - 0.0125, 2.5 / 4 - 0.0125), abs=0.02)
    assert 0 <= large.min() <= large.max() <= 1
