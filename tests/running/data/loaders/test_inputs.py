"""Raw inputs for `predict`: the same arrays as in training, in the order given, and a reason for each that cannot be read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from specbuild.checking.diagnostic import Refused
from specbuild.running.answering.sources import sources
from specbuild.running.data.context import LoadContext
from specbuild.running.data.inputs import array, array_file
from specbuild.running.data.loaders import bundled, image_folder

sys.path.insert(0, str(Path(__file__).parent))
from inputs_agree import assert_inputs_agree, defaults, reasons_of

NOISE = np.random.default_rng(0)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Twelve pictures in two classes, named so that counting and spelling order differ."""
    for number in range(12):
        kind = tmp_path / "data" / ("a" if number % 2 else "b")
        kind.mkdir(parents=True, exist_ok=True)
        Image.fromarray(NOISE.integers(0, 256, (9, 7, 3), np.uint8)).save(kind / f"{number}.png")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("decoder", ["pillow", "opencv", "matplotlib"])
def test_pictures_are_those_of_the_training_whatever_the_decoder(folder, decoder):
    arguments = defaults(image_folder, path="data", size=[5, 6], decoder=decoder, resize="pad", color_mode="grayscale")
    samples = assert_inputs_agree(image_folder, folder, arguments, [Path("data/b/10.png"), Path("data/a")], [11, 0, 1, 2, 3, 4, 5])
    assert samples.ids == ["data/b/10.png", *(f"data/a/{number}.png" for number in (1, 3, 5, 7, 9, 11))]


def test_each_picture_that_cannot_be_read_has_its_reason_and_the_others_are_read(folder):
    (folder / "data" / "a" / "cut.png").write_bytes((folder / "data" / "a" / "1.png").read_bytes()[:60])
    (folder / "data" / "a" / "notes.txt").write_text("no picture, and its name does not claim so")
    (folder / "empty").mkdir()
    arguments = defaults(image_folder, path="data", size=[5, 6])
    given = [Path("data/a"), Path("gone.png"), Path("empty"), Path("data/a/notes.txt")]
    reasons = reasons_of(image_folder.inputs(None, given, {}, **arguments))
    assert {name: reason.split(" (")[0].split(",")[0] for name, reason in reasons.items()} == {
        "data/a/cut.png": "is cut short or damaged",
        "gone.png": "is not there",
        "empty": "is a folder that holds no pictures",
        "data/a/notes.txt": "is not a picture that can be read",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_named_pipe_is_never_opened(folder):
    os.mkfifo(folder / "pipe.png")
    arguments = defaults(image_folder, path="data", size=[5, 6])
    assert reasons_of(image_folder.inputs(None, [Path("pipe.png")], {}, **arguments)) == {"pipe.png": "is neither a file nor a folder"}


def test_bundled_rows_are_named_by_their_ids(tmp_path):
    assert_inputs_agree(bundled, tmp_path, {"name": "digits"}, [Path("digits/7"), Path("digits/0"), Path("digits/7")], [7, 0, 7])
    samples = bundled.inputs(None, [Path("digits/1797"), Path("digits/3")], {}, name="digits")
    assert samples.ids == ["digits/3"]
    assert reasons_of(samples) == {"digits/1797": "is no row of this data set: they are `digits/0` to `digits/1796`"}


def test_an_array_stays_on_the_disk_and_gives_its_rows(tmp_path):
    values = NOISE.random((5, 4, 3, 1))
    np.save(tmp_path / "x.npy", values)
    samples = array_file(tmp_path / "x.npy", (4, None, 1))
    assert np.array_equal(samples.read(np.array([3, 0])), values[[3, 0]])
    assert samples.ids[0].endswith("x.npy:1")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param(np.zeros((2, 3)), "has the shape (2, 3); the network takes (samples, 4, any)", id="too few axes"),
        pytest.param(np.zeros((2, 5, 1)), "has the shape (2, 5, 1); the network takes (samples, 4, any)", id="another size"),
        pytest.param(np.full((2, 4, 1), "a"), "holds <U1, not numbers", id="words"),
        pytest.param(np.zeros((2, 4, 1), complex), "holds complex128, not numbers", id="complex numbers"),
    ],
)
def test_an_array_of_another_form_is_named(values, said):
    assert array(values, "x", (4, None)).unreadable == {"x": said}


def test_nothing_is_ever_unpickled(tmp_path):
    class Canary:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "canary",))

    np.save(tmp_path / "evil.npy", np.array([Canary()], dtype=object), allow_pickle=True)
    (tmp_path / "cut.npy").write_bytes((tmp_path / "evil.npy").read_bytes()[:20])
    for name in ("evil.npy", "cut.npy", "gone.npy"):
        assert len(array_file(tmp_path / name, (1,)).unreadable) == 1
    assert not (tmp_path / "canary").exists()


def test_patterns_are_expanded_in_natural_order_and_names_are_never_patterns(folder):
    (folder / "odd[1].png").touch()
    assert [str(path) for path in sources(["data/b/*.png", "odd[1].png", "**/1*.png"])] == [
        *(f"data/b/{number}.png" for number in (0, 2, 4, 6, 8, 10)),
        "odd[1].png",
        *("data/a/1.png", "data/a/11.png", "data/b/10.png"),
    ]
    with pytest.raises(Refused) as refused:
        sources(["data/*.tif", "data/a/1.png", "nothing?"])
    assert [finding.code for finding in refused.value.findings] == ["I004", "I004"]


@pytest.mark.parametrize(
    ("name", "task"),
    [
        pytest.param("iris", "regression", id="classes"),
        pytest.param("iris", "binary", id="three classes"),
        pytest.param("diabetes", "multiclass", id="numbers"),
    ],
)
def test_bundled_data_are_refused_for_a_task_that_they_do_not_answer(tmp_path, name, task):
    with pytest.raises(Refused) as refused:
        bundled.bundled(LoadContext(base=tmp_path, task=task), name=name)
    assert [finding.code for finding in refused.value.findings] == ["D118"]
