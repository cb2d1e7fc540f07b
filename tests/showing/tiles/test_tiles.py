"""A small picture of a sample of every kind: it is there for every kind, shows a change, and bears odd samples."""

from __future__ import annotations

import numpy as np
import pytest

from specbuild.checking.plan.input import KINDS
from specbuild.showing.tiles.look import Look
from specbuild.showing.tiles.show import tile

RANDOM = np.random.default_rng(3)
SHAPES = {
    "picture": [(28, 28, 1), (5, 300, 3), (16, 16, 4), (8, 8, 2), (1, 1, 1)],
    "volume": [(12, 10, 8, 1), (1, 4, 4, 1)],
    "clip": [(9, 16, 16, 1), (2, 16, 16, 3)],
    "series": [(60, 3), (1, 1), (500, 12)],
    "audio": [(4000,), (4000, 2), (10,)],
    "text": [(12,), (80,)],
    "vector": [(5,), (90,)],
}
CASES = [(kind, shape) for kind, shapes in SHAPES.items() for shape in shapes]


def sample(kind, shape):
    return RANDOM.integers(1, 50, shape) if kind == "text" else RANDOM.normal(0, 1, shape).astype("float32")


def test_every_kind_is_shown():
    assert set(SHAPES) == set(KINDS)


@pytest.mark.parametrize(("kind", "shape"), CASES)
def test_a_sample_is_a_small_picture_in_colour(kind, shape):
    shown = tile(kind, sample(kind, shape), Look())
    assert shown.mode == "RGB"
    assert 1 <= shown.height <= 160
    assert 1 <= shown.width <= 500


@pytest.mark.parametrize(("kind", "shape"), [case for case in CASES if np.prod(case[1]) > 4])
def test_a_change_is_to_be_seen(kind, shape):
    before = sample(kind, shape)
    after = before + 7 if kind == "text" else before * 0.3
    look = Look(words=[f"word{number}" for number in range(60)])
    assert tile(kind, after, look, before).tobytes() != tile(kind, before, look, before).tobytes()


def test_constant_and_broken_samples_are_shown_too():
    for kind, shape in CASES:
        if kind != "text":
            for value in (0.0, np.nan, np.inf):
                tile(kind, np.full(shape, value, "float32"), Look())


def test_padding_is_not_drawn():
    padded = np.full((40, 1), -99.0, "float32")
    padded[:10, 0] = np.linspace(0, 1, 10)
    shown = np.asarray(tile("series", padded, Look((0.0, 1.0), padding=-99.0)))
    assert (shown[6:-6, 60:-6] == 255).all()
    text = np.array([3, 4, 0, 0, 0])
    assert tile("text", text, Look(padding=0)).tobytes() == tile("text", np.array([3, 4]), Look(padding=0)).tobytes()
