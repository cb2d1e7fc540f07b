"""Pictures in class folders: every form is read alike by each decoder, nothing bad gets through, no name hurts."""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders.image_folder import image_folder

sys.path.insert(0, str(Path(__file__).parent))
from nasty_pictures import SIZE, encoded, ignored, photograph, readable, unreadable

DECODERS = ["pillow", "opencv", "matplotlib"]
COLOURLESS = {"grey.png", "deep_grey.png", "float.tif"}
BLENDED = {"alpha.png", "grey_alpha.png"}


def needs(decoder):
    if decoder == "opencv" and importlib.util.find_spec("cv2") is None:
        pytest.skip("OpenCV is not installed")


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def two_classes(root, files):
    """One class with these files, and one with a picture that is all right."""
    write(root / "a", files)
    write(root / "b", {"other.png": encoded(photograph().rotate(180), "PNG")})


def load(root, **options):
    return image_folder(LoadContext(base=root), path=".", **{"size": [SIZE, SIZE], **options})


def refusals(root, **options):
    with pytest.raises(Refused) as refused:
        load(root, **options)
    return [finding.message for finding in refused.value.findings]


@cache
def truth(grey=False):
    picture = photograph()
    return np.asarray(picture.convert("L").convert("RGB") if grey else picture).astype(int)


@pytest.mark.parametrize("decoder", DECODERS)
@pytest.mark.parametrize("name", [name for name in readable() if name != "clear_colour.png"])
def test_every_form_of_a_picture_shows_the_same(tmp_path, decoder, name):
    needs(decoder)
    two_classes(tmp_path, {name: readable()[name]})
    samples = load(tmp_path, decoder=decoder)
    (picture,) = samples.read(np.array([0]))
    assert (picture.shape, picture.dtype) == ((SIZE, SIZE, 3), np.uint8)
    if name == "bilevel.png":
        assert set(np.unique(picture)) == {0, 255}
    elif name in BLENDED:
        assert (picture[0, 0] == 255).all()  # hidden colour does not show, the background does
        grey = name == "grey_alpha.png"
        assert np.abs(picture[30:60, 30:60].astype(int) - truth(grey)[30:60, 30:60]).mean() < 2
    else:
        assert np.abs(picture.astype(int) - truth(name in COLOURLESS)).mean() < 6  # JPEG, palette and CMYK lose a little


@pytest.mark.parametrize(
    "size", [pytest.param((48, 48), id="halved"), pytest.param((61, 33), id="odd"), pytest.param((200, 150), id="enlarged")]
)
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear", "bicubic", "area", "lanczos"])
def test_decoders_agree_within_a_tolerance(tmp_path, size, interpolation):
    needs("opencv")
    two_classes(tmp_path, {"plain.png": readable()["plain.png"]})
    read = {d: load(tmp_path, decoder=d, size=list(size), interpolation=interpolation).read(np.array([0])).astype(int) for d in DECODERS}
    # Matplotlib hands resizing to Pillow; OpenCV does not smooth before it shrinks, so single pixels differ there.
    assert np.abs(read["pillow"] - read["matplotlib"]).max() <= 1
    assert np.abs(read["pillow"] - read["opencv"]).mean() < 8


@pytest.mark.parametrize("decoder", DECODERS)
@pytest.mark.parametrize("name", unreadable())
def test_what_cannot_be_read_stops_the_run_by_name(tmp_path, decoder, name):
    needs(decoder)
    two_classes(tmp_path, {name: unreadable()[name], "good.png": readable()["plain.png"]})
    (message,) = refusals(tmp_path, decoder=decoder)
    assert f"`a/{name}`" in message


def test_all_bad_files_are_named_at_once(tmp_path):
    two_classes(tmp_path, {**unreadable(), "good.png": readable()["plain.png"]})
    assert len(refusals(tmp_path)) == len(unreadable())


def test_quarantine_leaves_them_out_and_says_why(tmp_path):
    two_classes(tmp_path, {**unreadable(), "good.png": readable()["plain.png"]})
    samples = load(tmp_path, on_error="quarantine")
    assert samples.ids == ["a/good.png", "b/other.png"]
    assert set(samples.unreadable) == {f"a/{name}" for name in unreadable()}
    assert samples.unreadable["a/empty.png"] == "is empty"


def test_what_programs_leave_behind_is_ignored(tmp_path):
    two_classes(tmp_path, {**ignored(), "good.png": readable()["plain.png"]})
    assert load(tmp_path).ids == ["a/good.png", "b/other.png"]


@pytest.mark.parametrize(
    ("mode", "channels"), [pytest.param("grayscale", 1, id="grey"), pytest.param("rgb", 3, id="rgb"), pytest.param("rgba", 4, id="rgba")]
)
@pytest.mark.parametrize("decoder", DECODERS)
def test_colour_modes(tmp_path, decoder, mode, channels):
    needs(decoder)
    two_classes(tmp_path, readable())
    samples = load(tmp_path, decoder=decoder, color_mode=mode)
    assert samples.read(np.arange(len(samples))).shape == (len(samples), SIZE, SIZE, channels)


@pytest.mark.parametrize("decoder", DECODERS)
def test_a_transparent_colour_of_a_palette_shows_the_background(tmp_path, decoder):
    needs(decoder)
    two_classes(tmp_path, {"clear_colour.png": readable()["clear_colour.png"]})
    (picture,) = load(tmp_path, decoder=decoder).read(np.array([0])).astype(int)
    shown = (picture == 255).all(axis=-1)
    assert 0.01 < shown.mean() < 0.2
    assert np.abs(picture - truth())[~shown].mean() < 12  # sixteen colours are few


@pytest.mark.parametrize("comment", [pytest.param("", id="no comment"), pytest.param("iCCP IDAT", id="a comment with such words")])
def test_opencv_says_nothing_of_a_profile_that_does_not_fit(tmp_path, capfd, comment):
    needs("opencv")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()  # of colours, on a grey picture
    grey, text = photograph().convert("L"), PngInfo()
    text.add_text("Comment", comment)
    two_classes(tmp_path, {"grey.png": encoded(grey, "PNG", icc_profile=profile, pnginfo=text)})
    (picture,) = load(tmp_path, decoder="opencv", color_mode="grayscale").read(np.array([0]))
    assert (picture[..., 0] == np.asarray(grey)).all()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("decoder", DECODERS)
def test_a_ppm_is_read_alike(tmp_path, decoder):
    needs(decoder)
    pixels = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    two_classes(tmp_path, {"plain.ppm": b"P6\n4 4\n255\n" + pixels.tobytes()})
    (picture,) = load(tmp_path, decoder=decoder, size=[4, 4]).read(np.array([0]))
    assert np.array_equal(picture, pixels)


def test_a_ppm_with_another_white_is_refused_by_opencv_with_a_reason(tmp_path):
    needs("opencv")
    two_classes(tmp_path, {"white_is_100.ppm": b"P6\n4 4\n100\n" + bytes(48)})
    (message,) = (said for said in refusals(tmp_path, decoder="opencv") if "white_is_100" in said)
    assert "counts its white otherwise than as 255" in message


def test_transparency_is_blended_on_the_stated_background(tmp_path):
    two_classes(tmp_path, {"alpha.png": readable()["alpha.png"]})
    assert load(tmp_path, background=[10, 20, 30]).read(np.array([0]))[0, 0, 0].tolist() == [10, 20, 30]


@pytest.mark.parametrize(
    ("resize", "corner", "middle"),
    [
        pytest.param("stretch", [255, 0, 0], [0, 0, 255], id="stretch shows all of it"),
        pytest.param("crop", [0, 0, 255], [0, 0, 255], id="crop cuts the ends off"),
        pytest.param("pad", [9, 9, 9], [0, 0, 255], id="pad fills up"),
    ],
)
def test_a_wide_picture_in_a_square(tmp_path, resize, corner, middle):
    wide = np.zeros((40, 160, 3), np.uint8)
    wide[:, :, 2] = 255
    wide[:, :50] = wide[:, -50:] = [255, 0, 0]
    two_classes(tmp_path, {"wide.png": encoded(Image.fromarray(wide), "PNG")})
    (picture,) = load(tmp_path, resize=resize, size=[40, 40], background=[9, 9, 9]).read(np.array([0]))
    assert picture[0, 0].tolist() == corner
    assert picture[20, 20].tolist() == middle


@pytest.mark.parametrize("resize", ["stretch", "crop", "pad"])
@pytest.mark.parametrize("decoder", DECODERS)
def test_a_picture_one_pixel_high(tmp_path, decoder, resize):
    needs(decoder)
    thin = Image.fromarray(np.zeros((1, 3000, 3), np.uint8))
    two_classes(tmp_path, {"thin.png": encoded(thin, "PNG"), "dot.png": encoded(thin.crop((0, 0, 1, 1)), "PNG")})
    assert load(tmp_path, decoder=decoder, resize=resize, size=[20, 30]).read(np.arange(2)).shape == (2, 20, 30, 3)


# -- folders ---------------------------------------------------------------------------------------------------------


def some(folder, turns=3):
    write(folder, {f"{turn}.png": encoded(photograph().rotate(7 * turn + 1), "PNG") for turn in range(turns)})


def test_classes_are_in_the_order_of_numbers(tmp_path):
    for number, name in enumerate(("10", "2", "1")):
        write(tmp_path / name, {"x.png": encoded(photograph().rotate(number), "PNG")})
    assert load(tmp_path).classes == ("1", "2", "10")


def test_nested_folders_belong_to_their_class(tmp_path):
    some(tmp_path / "cat" / "tabby")
    some(tmp_path / "dog")
    samples = load(tmp_path)
    assert samples.classes == ("cat", "dog")
    assert samples.ids[0] == "cat/tabby/0.png"
    assert samples.targets.tolist() == [0, 0, 0, 1, 1, 1]


def test_ready_made_parts_are_recognised(tmp_path):
    for part in ("train", "val", "test"):
        for name in ("cat", "dog"):
            some(tmp_path / part / name, 1)
    samples = load(tmp_path)
    assert sorted(set(samples.subsets)) == ["test", "train", "validation"]
    assert samples.classes == ("cat", "dog")


def test_chosen_classes_and_their_order(tmp_path):
    for name in ("a", "b", "c"):
        some(tmp_path / name, 1)
    assert load(tmp_path, classes=["c", "a"]).classes == ("c", "a")
    (message,) = refusals(tmp_path, classes=["c", "aa"])
    assert "`aa`" in message


@pytest.mark.parametrize(
    ("folders", "said"),
    [
        pytest.param({}, "holds no pictures", id="nothing"),
        pytest.param({"cat": 3}, "only class", id="one class"),
        pytest.param({"cat": 3, "dog": 0}, "`dog` has no file", id="an empty class"),
    ],
)
def test_folders_with_nothing_to_learn(tmp_path, folders, said):
    for name, turns in folders.items():
        (tmp_path / name).mkdir()
        some(tmp_path / name, turns)
    (message,) = refusals(tmp_path)
    assert said in message


def test_the_folder_is_not_there(tmp_path):
    with pytest.raises(Refused) as refused:
        image_folder(LoadContext(base=tmp_path), path="nowhere", size=[8, 8])
    assert "no folder `nowhere`" in refused.value.findings[0].message


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_names_that_are_not_utf8_can_be_printed_and_saved(tmp_path):
    some(tmp_path / "cat")
    odd = os.fsencode(tmp_path) + b"/th\xe9"
    os.mkdir(odd)  # noqa: PTH102  (a Path is text)
    with open(odd + b"/caf\xe9.png", "wb") as file:  # noqa: PTH123
        file.write(encoded(photograph().rotate(50), "PNG"))
    samples = load(tmp_path)
    assert samples.classes == ("cat", "th\\xe9")
    assert samples.ids[-1] == "th\\xe9/caf\\xe9.png"
    "".join([*samples.ids, *samples.classes]).encode("utf-8")


def test_composed_and_decomposed_names_stay_apart(tmp_path):
    some(tmp_path / "caf\u00e9", 1)
    some(tmp_path / "cafe\u0301", 2)
    assert len(load(tmp_path).classes) == 2


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_and_pipes_do_no_harm(tmp_path):
    some(tmp_path / "cat")
    some(tmp_path / "dog")
    (tmp_path / "cat" / "again").symlink_to("..", target_is_directory=True)
    (tmp_path / "dog" / "itself").symlink_to("itself")
    os.mkfifo(tmp_path / "cat" / "pipe.png")
    (tmp_path / "dog" / "gone.png").symlink_to("nowhere.png")
    assert all("cannot be opened" in message for message in refusals(tmp_path))
    samples = load(tmp_path, on_error="quarantine")
    assert len(samples) == 6
    assert "dog/gone.png" in samples.unreadable


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_what_is_passed_over_is_told(tmp_path):
    some(tmp_path / "cat")
    some(tmp_path / "dog")
    write(tmp_path / "cat", {"notes.txt": b"Black ones are missing."})
    write(tmp_path, {"stray.png": b"", "labels.csv": b""})
    (tmp_path / "kitten").symlink_to("cat", target_is_directory=True)
    assert load(tmp_path).notes[:3] == (
        "1 file is no picture and left out: `cat/notes.txt`",
        "2 files are beside the class folders and in no class: `labels.csv`, `stray.png`",
        "1 file is passed over, leading back to folders inside the data: `kitten`",
    )


def test_copies_are_told_and_share_their_content(tmp_path):
    some(tmp_path / "cat")
    some(tmp_path / "dog")
    write(tmp_path / "dog", {"copy.png": (tmp_path / "cat" / "0.png").read_bytes()})
    samples = load(tmp_path)
    content = dict(zip(samples.ids, samples.groups["content"], strict=True))
    assert content["cat/0.png"] == content["dog/copy.png"]
    assert any("cat/0.png" in note and "several labels" in note for note in samples.notes)


@pytest.mark.parametrize("task", ["multilabel", "regression", "binary"])
def test_a_task_that_class_folders_are_no_answer_to_is_refused_before_anything_is_decoded(tmp_path, task):
    for name in ("cat", "dog", "mouse"):
        write(tmp_path / name, {"never decoded.png": b""})
    with pytest.raises(Refused) as refused:
        image_folder(LoadContext(base=tmp_path, task=task), path=".", size=[4, 4])
    assert [finding.code for finding in refused.value.findings] == ["D118"]
