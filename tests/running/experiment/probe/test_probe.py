"""A probe finds what is known of the letters b, d, p and q, drawn here: mirrors and half turns collide, small shifts do not."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from specbuild.checking.diagnostic import Refused
from specbuild.running.experiment.probe import advice
from specbuild.running.experiment.probe.battery import battery
from specbuild.running.experiment.probe.look import Looked, OfClass, wilson
from specbuild.running.experiment.probe.views import coarse

SPEC = """
format = 1
name = "letters"
seed = 3
backend = "tensorflow"

[task]
type = "multiclass"

[loader]
type = "image_folder"
path = "letters"
size = [20, 20]
color_mode = "grayscale"

[split]
type = "stratified"
validation = 0.1
test = 0.1

[meaning]
mirror_horizontal = "free"
orientation = 10

[[augmentation]]
type = "RandomFlip"
mode = "horizontal"

[[augmentation]]
type = "RandomFlip"
mode = "vertical"
relabel = { b = "p", p = "b", d = "q", q = "d" }

[[preprocessing]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "Conv2D"
filters = 8
kernel_size = 3
activation = "relu"

[[layers]]
type = "MaxPooling2D"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 32
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"

[training]
epochs = 12
"""


def letters(folder):
    """Letters made of a stem and a bowl, at changing places and thicknesses."""
    random = np.random.default_rng(0)
    for number in range(320):
        picture = np.zeros((20, 20))
        top, left, thick = random.integers(1, 4), random.integers(4, 7), random.integers(1, 3)
        picture[top : top + 14, left : left + thick] = 1
        rows, columns = np.mgrid[:20, :20]
        ring = np.hypot(rows - (top + 10), columns - (left + 5))
        picture[(ring < 4.2) & (ring > 4.2 - thick - 0.5)] = 1
        name = "bdpq"[number % 4]
        picture = picture[:, ::-1] if name in "dq" else picture
        picture = picture[::-1] if name in "pq" else picture
        noisy = np.clip(picture * random.uniform(0.7, 1.0) * 255 + random.normal(0, 6, picture.shape), 0, 255)
        file = folder / name / f"{number}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(noisy.astype("uint8")).save(file)


@pytest.mark.slow
def test_it_finds_what_is_known_of_letters(tmp_path):
    from specbuild.verbs.probe import probe

    letters(tmp_path / "letters")
    (tmp_path / "letters.toml").write_text(SPEC)
    found = probe(tmp_path / "letters.toml", into=tmp_path / "out", seconds=120, gain_seeds=2)
    assert found.probed.accuracy > 0.9
    partners = {one.trial.said: {of.name: of.partner for of in one.colliding} for one in found.probed.looked}
    assert partners["left and right exchanged"] == {"b": "d", "d": "b", "p": "q", "q": "p"}
    assert partners["up and down exchanged"] == {"b": "p", "p": "b", "d": "q", "q": "d"}
    assert partners["turned by half"] == {"b": "q", "q": "b", "d": "p", "p": "d"}
    assert partners["entry 1: RandomFlip"] == partners["left and right exchanged"]
    assert partners["entry 2: RandomFlip"] == {}  # what is relabelled rightly does not collide
    assert partners["moved across 0.05"] == partners["made larger 0.1"] == partners["turned 10"] == {}
    assert any('mirror_horizontal = "free"' in sentence for sentence in found.probed.contradictions)
    assert found.probed.tolerances["mirror_horizontal"][0] == '"matters"'
    assert [one.entry for one in found.gains] == ["all entries", "1. RandomFlip", "2. RandomFlip"]
    numbers = json.loads(found.files[0].read_text())
    assert numbers["gain"]["entries"][0]["entry"] == "all entries"
    assert found.files[1].read_bytes().startswith(b"\x89PNG")


def test_a_task_without_classes_is_refused(tmp_path):
    from specbuild.verbs.probe import probe

    (tmp_path / "diabetes.toml").write_text(
        'format = 1\nname = "diabetes"\nbackend = "tensorflow"\nlayers = [{ type = "Dense", units = 1 }]\n'
        '[task]\ntype = "regression"\n[loader]\ntype = "bundled"\nname = "diabetes"\n[split]\ntype = "random"\n'
    )
    with pytest.raises(Refused, match="which class"):
        probe(tmp_path / "diabetes.toml", into=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_its_rate_and_stays_within_0_and_1(hits, more):
    low, high = wilson(hits, hits + more)
    assert 0 <= low <= high <= 1
    if hits + more:
        assert low - 1e-12 <= hits / (hits + more) <= high + 1e-12
        assert math.isclose(low, 0, abs_tol=1e-12) or hits


SHAPES = {
    "picture": (32, 32, 3), "volume": (16, 16, 16, 1), "clip": (8, 16, 16, 3), "series": (50, 2), "audio": (4000, 1), "text": (20,),
    "vector": (8,),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHAPES)
def test_every_change_of_the_battery_says_what_it_changes(kind):
    trials = list(battery(kind, SHAPES[kind]))
    assert len(trials) >= (20 if kind in ("picture", "volume", "clip") else 3)
    assert all(trial.amounts and max(trial.amounts.values()) > 0 for trial in trials)
    assert len({trial.said for trial in trials}) == len(trials)


def looked(number, *, collided, novel):
    trial = list(battery("picture", (32, 32, 1)))[number]  # turned by 10, 20, 30 ...
    landed = {"b": collided} if collided else {}
    return Looked(trial, (OfClass("a", 100, 100 - collided - novel, novel, landed), OfClass("b", 100, 100, 0)))


def test_tolerances_end_before_the_first_collision_and_where_samples_are_unlike_anything():
    safe, unlike, unsafe = (looked(0, collided=0, novel=0), looked(1, collided=0, novel=60), looked(2, collided=40, novel=0))
    assert advice.tolerances([safe])["orientation"][0] == "10"
    assert advice.tolerances([safe, unlike])["orientation"][0] == "10"
    assert advice.tolerances([safe, looked(1, collided=0, novel=0), unsafe])["orientation"][0] == "20"
    assert advice.tolerances([looked(0, collided=40, novel=0)])["orientation"][0] == '"matters"'
    assert advice.contradictions([unsafe], {"orientation": 45.0})
    assert not advice.contradictions([unsafe], {"orientation": 20.0})
    assert advice.pairs([safe, unsafe]) == ["a -> b, turned 30: 40 % (31 to 50 %)"]


def test_large_samples_are_compared_as_means():
    assert coarse(np.ones((2, 300, 200, 3), "uint8")).shape[1] <= 4096
    assert np.allclose(coarse(np.full((1, 90, 90, 1), 7.0)), 7.0)
    assert coarse(np.zeros((3, 5), "float32")).shape == (3, 5)
