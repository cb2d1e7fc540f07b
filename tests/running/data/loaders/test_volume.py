"""Volumes: every form gives the same numbers, directions and spacings are brought together, what lies is named before it takes memory."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders import volume as module
from specbuild.running.data.loaders.volume import volume

sys.path.insert(0, str(Path(__file__).parent))
from inputs_agree import assert_inputs_agree, defaults

nibabel = pytest.importorskip("nibabel")
tifffile = pytest.importorskip("tifffile")
GRID = (np.arange(6 * 5 * 4) ** 3 % 101).reshape(6, 5, 4).astype(np.int16)
SIZE = [6, 5, 4]


def nifti(values=GRID, affine=None, slope=None, kind=nibabel.Nifti1Image):
    image = kind(values, np.diag([1.0, 2.0, 3.0, 1.0]) if affine is None else np.asarray(affine, float))
    if slope is not None:
        image.header.set_slope_inter(slope, 1)
    return image.to_bytes()


def npy(values=GRID, **options):
    memory = io.BytesIO()
    np.lib.format.write_array(memory, values, **options)
    return memory.getvalue()


def tiff(values=GRID, **options):
    memory = io.BytesIO()
    tifffile.imwrite(memory, values, photometric="minisblack", **options)
    return memory.getvalue()


def claiming(shape):
    """A small NIfTI file whose head announces a huge volume."""
    data = bytearray(nifti())
    data[40:56] = np.array([3, *shape, 1, 1, 1, 1], "<i2").tobytes()[:16]
    return bytes(data)


def npy_claiming(shape):
    memory = io.BytesIO()
    np.lib.format.write_array_header_1_0(memory, {"descr": "<f8", "fortran_order": False, "shape": shape})
    return memory.getvalue() + b"\0" * 64


class Canary:
    def __reduce__(self):
        return os.mkdir, ("specbuild-pickle-canary",)


FORMS = {
    "x.nii": nifti(),
    "x.nii.gz": gzip.compress(nifti()),
    "second.nii": nifti(kind=nibabel.Nifti2Image),
    "big endian.nii": nibabel.Nifti1Image(GRID, np.eye(4), nibabel.Nifti1Header(endianness=">")).to_bytes(),
    "x.npy": npy(),
    "fortran.npy": npy(np.asfortranarray(GRID)),
    "x.npy.gz": gzip.compress(npy()),
    "x.tif": tiff(),
    "packed.tif": tiff(compression="zlib"),
    "no suffix": nifti(),
}
BAD = {
    "empty.nii": (b"", "is empty"),
    "cut.nii": (nifti()[:-10], "is cut short"),
    "cut.nii.gz": (gzip.compress(nifti())[:-20], "cut short or damaged"),
    "cut in the head.nii": (nifti()[:100], "cut short in its head"),
    "magic.nii": (nifti().replace(b"n+1\0", b"abcd", 1), "not that of a NIfTI"),
    "huge.nii": (claiming((30_000, 30_000, 30_000)), "more than `max_voxels`"),
    "bomb.nii.gz": (gzip.compress(claiming((20_000, 20_000, 20_000)) + b"\0" * 2**21), "more than `max_voxels`"),
    "huge.npy": (npy_claiming((2**15, 2**14, 2**14)), "more than `max_voxels`"),
    "nan.nii": (nifti(np.where(GRID == 1, np.nan, GRID).astype(np.float32)), "no numbers"),
    "complex.npy": (npy(GRID.astype(np.complex64)), "not real numbers"),
    "pickle.npy": (npy(np.array([Canary()], object), allow_pickle=True), "Python objects"),
    "cut.npy": (npy()[:-10], "is cut short"),
    "cut.tif": (tiff()[:-100], "damaged"),
    "pages beyond the end.tif": (tiff(np.zeros((40, 64, 64), np.uint8))[: 64 * 64 * 20], "cut short|damaged"),
    "times.nii": (nifti(np.stack([GRID, GRID], -1)), "2 channels"),
    "flat.npy": (npy(GRID[0]), "has 2 axes"),
    "other.npy.gz": (gzip.compress(b"not an array"), "not a volume"),
}


def two_classes(root, files):
    for name, content in (("a", files), ("b", {"other.npy": npy(GRID[::-1])})):
        (root / name).mkdir(parents=True, exist_ok=True)
        for file, data in content.items():
            (root / name / file).write_bytes(data)


def load(root, path=".", **options):
    return volume(LoadContext(base=root), path=path, **{"size": SIZE, **options})


def first(samples):
    return samples.read(np.array([0]))[0]


def refusals(*arguments, **options):
    with pytest.raises(Refused) as refused:
        load(*arguments, **options)
    return [(finding.code, finding.message) for finding in refused.value.findings]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_holds_the_same_numbers(tmp_path, name):
    two_classes(tmp_path, {name: FORMS[name]})
    samples = load(tmp_path)
    assert (samples.shape, samples.dtype, samples.kind) == ((6, 5, 4, 1), np.float32, "volume")
    assert (first(samples)[..., 0] == GRID).all()
    assert (samples.decoded[0] == first(samples)).all()


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_whole_volume_is_named_and_can_be_left_out(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content, words = BAD[name]
    two_classes(tmp_path, {name: content, "good.nii": FORMS["x.nii"]})
    ((code, message),) = refusals(tmp_path)
    assert code == "D111"
    assert f"`a/{name}`" in message
    assert any(word in message for word in words.split("|"))
    assert load(tmp_path, on_error="quarantine").ids == ["a/good.nii", "b/other.npy"]
    assert not (tmp_path / "specbuild-pickle-canary").exists()


def test_the_scale_in_the_head_is_applied(tmp_path):
    two_classes(tmp_path, {"x.nii": nifti(slope=0.5)})
    image = nibabel.Nifti1Image.from_bytes(nifti(slope=0.5))
    assert first(load(tmp_path))[..., 0] == pytest.approx(image.get_fdata())


@pytest.mark.parametrize(
    ("affine", "turned"),
    [
        pytest.param(np.diag([1, 1, 1, 1]), GRID, id="right, front, up"),
        pytest.param(np.diag([-1, 1, 1, 1]), GRID[::-1], id="left becomes right"),
        pytest.param([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, -1, 0], [0, 0, 0, 1]], GRID.transpose(1, 0, 2)[:, :, ::-1], id="axes change"),
    ],
)
def test_axes_are_turned_to_point_the_same_way(tmp_path, affine, turned):
    two_classes(tmp_path, {"x.nii": nifti(affine=affine)})
    assert (first(load(tmp_path, size=list(turned.shape)))[..., 0] == turned).all()


def test_axes_stay_where_that_is_asked_for(tmp_path):
    two_classes(tmp_path, {"x.nii": nifti(affine=np.diag([-1, 1, 1, 1]))})
    assert (first(load(tmp_path, orientation="stored"))[..., 0] == GRID).all()


def test_mixed_spacings_are_refused_or_brought_together(tmp_path):
    two_classes(tmp_path, {"1.nii": nifti(affine=np.diag([1, 1, 1, 1])), "2.nii": nifti(affine=np.diag([2, 1, 1, 1]))})
    ((code, message),) = refusals(tmp_path)
    assert code == "D505"
    assert "1 x 1 x 1 mm" in message
    assert "2 x 1 x 1 mm" in message
    assert len(load(tmp_path, mixed_spacing=True)) == 3
    (tmp_path / "b" / "other.npy").unlink()
    (tmp_path / "b" / "3.nii").write_bytes(nifti(GRID[::-1]))
    together = load(tmp_path, spacing=[1.0, 1.0, 1.0], resize="center", size=[12, 5, 4]).read(np.arange(2))
    assert (together[0, 3:9, ..., 0] == GRID).all()  # 6 mm in the middle of 12
    assert (together[0, :3] == 0).all()
    assert (together[1, :, :, :, 0].mean(axis=(1, 2)).reshape(6, 2).mean(axis=1)) == pytest.approx(GRID.mean(axis=(1, 2)), rel=0.4)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"size": [4, 5, 4], "resize": "center"}, GRID[1:5], id="cut around the middle"),
        pytest.param({"size": [8, 5, 4], "resize": "center"}, np.pad(GRID, [(1, 1), (0, 0), (0, 0)]), id="filled up with 0"),
        pytest.param(
            {"size": [8, 5, 4], "resize": "center", "background": -1.0},
            np.pad(GRID, [(1, 1), (0, 0), (0, 0)], constant_values=-1),
            id="filled up as stated",
        ),
        pytest.param({"window": [10, 50]}, np.clip(GRID, 10, 50), id="a window"),
    ],
)
def test_sizes_and_intensities_are_brought_together_as_stated(tmp_path, options, expected):
    two_classes(tmp_path, {"x.npy": npy()})
    assert (first(load(tmp_path, **options))[..., 0] == expected).all()


def test_stretching_keeps_the_mean(tmp_path):
    ramp = np.linspace(0, 1, 40)[:, None, None] * np.ones((1, 5, 4))
    two_classes(tmp_path, {"x.npy": npy(ramp)})
    small = first(load(tmp_path, size=[10, 5, 4]))
    assert small.mean() == pytest.approx(0.5, abs=0.01)
    assert (np.diff(small[:, 0, 0, 0]) > 0).all()


def test_another_size_can_be_refused(tmp_path):
    two_classes(tmp_path, {"x.npy": npy(GRID[:3])})
    assert "3 x 5 x 4 voxels" in refusals(tmp_path, resize="refuse")[0][1]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param({"window": [5.0, 5.0]}, "D506", id="an empty window"),
        pytest.param({"sample": "folder", "spacing": [1.0, 1.0, 1.0]}, "D507", id="slices have no spacing"),
    ],
)
def test_options_that_cannot_be_are_refused(tmp_path, options, code):
    two_classes(tmp_path, {"x.npy": npy()})
    assert [found for found, _ in refusals(tmp_path, **options)] == [code]


def slices(folder, values, mode="I;16"):
    folder.mkdir(parents=True)
    for number, one in enumerate(values):
        Image.fromarray(one.astype(np.uint16 if mode == "I;16" else np.uint8)).save(folder / f"slice{number}.png")


def test_a_folder_of_slices_is_a_volume_in_natural_order(tmp_path):
    deep = np.arange(12 * 5 * 4).reshape(12, 5, 4) * 100
    slices(tmp_path / "a" / "scan 1", deep)
    slices(tmp_path / "b" / "scan 2", deep[::-1])
    samples = load(tmp_path, sample="folder", size=[12, 5, 4])
    assert samples.ids == ["a/scan 1", "b/scan 2"]
    assert (first(samples)[..., 0] == deep).all()  # slice10 comes after slice9, and 16 bits stay


def test_slices_of_different_sizes_are_named(tmp_path):
    slices(tmp_path / "a" / "scan", GRID)
    slices(tmp_path / "b" / "scan", GRID)
    Image.new("L", (9, 9)).save(tmp_path / "a" / "scan" / "slice9.png")
    assert "slices of different sizes" in refusals(tmp_path, sample="folder")[0][1]


def test_inputs_agree_with_what_was_loaded(tmp_path):
    two_classes(tmp_path, {"1.nii": FORMS["x.nii"], "2.nii.gz": gzip.compress(nifti(GRID + 1))})
    arguments = defaults(module, path=".", size=SIZE)
    assert_inputs_agree(module, tmp_path, arguments, [tmp_path / "b", tmp_path / "a" / "2.nii.gz"], [2, 1])


def test_folders_of_slices_to_predict_for_agree_with_what_was_loaded(tmp_path):
    slices(tmp_path / "a" / "1", GRID)
    slices(tmp_path / "b" / "2", GRID[::-1])
    arguments = defaults(module, path=".", size=SIZE, sample="folder")
    assert_inputs_agree(module, tmp_path, arguments, [tmp_path / "b" / "2", tmp_path / "a"], [1, 0])
