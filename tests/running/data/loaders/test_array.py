"""Arrays are read where they lie, never unpickled, and checked before anything is trained."""

from __future__ import annotations

import io
import os
import pickle
import zipfile

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders import array as module
from specbuild.running.data.loaders.array import array
from specbuild.running.data.store import Store

from .inputs_agree import assert_inputs_agree, defaults

X = np.arange(10 * 8 * 8, dtype=np.float32).reshape(10, 8, 8) / 640
Y = np.arange(10) % 2


def save(folder, **arrays):
    np.savez(folder / "a.npz", **arrays)
    return folder


def load(folder, task="binary", path="a.npz", **arguments):
    return array(LoadContext(folder, task=task), path=path, **arguments)


@pytest.mark.parametrize(
    "x",
    [
        pytest.param(X, id="as it is"),
        pytest.param(np.asfortranarray(X).astype(">f4"), id="big-endian, in Fortran order"),
        pytest.param(X.astype(np.float64), id="in double precision"),
    ],
)
def test_the_same_numbers(tmp_path, x):
    samples = load(save(tmp_path, x=x, y=Y))
    np.testing.assert_array_equal(samples.read(np.array([9, 0])), X[[9, 0]])
    np.testing.assert_array_equal(samples.decoded, X)


@pytest.mark.parametrize("memory", [pytest.param(2**20, id="in memory"), pytest.param(0, id="on the disk")])
def test_samples_of_one_number_are_read_too(tmp_path, memory):
    save(tmp_path, x=X[:, 0, 0], y=Y)
    samples = array(LoadContext(tmp_path, task="binary", memory=memory), path="a.npz")
    np.testing.assert_array_equal(Store(samples).take(np.array([9, 0, 4])), X[[9, 0, 4], 0, :1])


def test_arrays_that_are_not_used_are_told(tmp_path):
    assert "not used: `ids`" in load(save(tmp_path, x=X, y=Y, ids=np.arange(10))).notes
    assert not any("not used" in note for note in load(save(tmp_path, x=X, y=Y)).notes)


def test_parts_may_be_written_in_large_and_small_letters(tmp_path):
    samples = load(save(tmp_path, X_train=X, y_train=Y, x_test=X[:4] + 1, Y_test=Y[:4]), x="X")
    assert list(samples.subsets) == ["train"] * 10 + ["test"] * 4
    np.testing.assert_array_equal(samples.read(np.array([11])), X[1:2] + 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"\x89HDF\r\n\x1a\n" + bytes(64), "h5py", id="HDF5"),
        pytest.param(b"MATLAB 5.0 MAT-file" + bytes(128), "loadmat", id="MATLAB"),
        pytest.param(pickle.dumps({"x": 1}), "pickle", id="a pickle"),
        pytest.param(b"\x1f\x8b" + bytes(64), "unpack", id="gzip"),
    ],
)
def test_other_forms_are_refused_with_the_way_to_convert_them(tmp_path, content, says):
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(Refused) as refused:
        load(tmp_path)
    (finding,) = refused.value.findings
    assert finding.code == "D402"
    assert says in finding.help
    assert "np.savez" in finding.help or says == "unpack"


def test_a_file_of_pytorch_is_refused_with_the_way_to_convert_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.pt", "w") as archive:
        archive.writestr("a/data.pkl", pickle.dumps({"x": 1}))
    with pytest.raises(Refused) as refused:
        load(tmp_path, path="a.pt")
    assert "x.numpy()" in refused.value.findings[0].help


@pytest.mark.parametrize(
    ("y", "task", "arguments", "classes", "targets"),
    [
        pytest.param(Y, "binary", {}, ("0", "1"), Y, id="whole numbers"),
        pytest.param(Y.astype(float), "binary", {}, ("0", "1"), Y, id="whole numbers in floats"),
        pytest.param(Y[:, None], "binary", {}, ("0", "1"), Y, id="in a column"),
        pytest.param(np.eye(2)[Y], "multiclass", {}, ("0", "1"), Y, id="one-hot"),
        pytest.param(np.where(Y, 7, 3), "binary", {}, ("3", "7"), Y, id="3 and 7 are two classes, not eight"),
        pytest.param(np.where(Y, 1, -1), "binary", {}, ("-1", "1"), Y, id="a negative label is not counted from the end"),
        pytest.param(np.where(Y, "b", "a"), "binary", {}, ("a", "b"), Y, id="texts"),
        pytest.param(Y, "binary", {"classes": ["no", "yes"]}, ("no", "yes"), Y, id="names for numbers"),
        pytest.param(np.where(Y, "b", "a"), "binary", {"classes": ["b", "a"]}, ("b", "a"), 1 - Y, id="another order of texts"),
        pytest.param(np.stack([Y, 1 - Y, Y], 1), "multilabel", {}, ("0", "1", "2"), np.stack([Y, 1 - Y, Y], 1), id="marks"),
        pytest.param(Y / 2, "regression", {}, (), Y[:, None] / 2, id="numbers to predict"),
        pytest.param(np.stack([Y, -Y], 1), "regression", {}, (), np.stack([Y, -Y], 1), id="two numbers to predict"),
    ],
)
def test_labels(tmp_path, y, task, arguments, classes, targets):
    samples = load(save(tmp_path, x=X, y=y), task, **arguments)
    assert samples.classes == classes
    np.testing.assert_array_equal(samples.targets, targets)


def bad(**changes):
    x = X.copy()
    x[3, 2, 2], x[4, 0, 0] = np.nan, np.inf
    return {"x": x, "y": Y, **changes}


@pytest.mark.parametrize(
    ("arrays", "arguments", "code", "words"),
    [
        pytest.param({"x": X, "y": Y[:9]}, {}, "D406", ["10", "9"], id="a label too few: both numbers"),
        pytest.param({"images": X, "labels": Y}, {}, "D405", [], id="other names"),
        pytest.param({"x": X[:0], "y": Y[:0]}, {}, "D407", [], id="no samples"),
        pytest.param({"x": X.astype(np.complex64), "y": Y}, {}, "D408", ["complex64"], id="complex numbers"),
        pytest.param({"x": np.zeros(10, [("a", "f4")]), "y": Y}, {}, "D408", [], id="records"),
        pytest.param(bad(), {}, "D409", ["x/3", "x/4"], id="NaN and infinity, by sample"),
        pytest.param({"x": X.astype(np.float64) * 1e300, "y": Y}, {}, "D409", [], id="too large for single precision"),
        pytest.param({"x": X, "y": Y / 2}, {}, "D410", ["0.5"], id="half a label"),
        pytest.param({"x": X, "y": np.where(Y, np.nan, 1.0)}, {}, "D315", ["2, 4"], id="labels that are missing"),
        pytest.param({"x": X, "y": np.zeros(10, int)}, {}, "D316", [], id="one class"),
        pytest.param({"x": X, "y": np.stack([Y, Y], 1)}, {}, "D410", [], id="two labels a sample are no class"),
        pytest.param({"x": X, "y": Y}, {"kind": "volume"}, "D411", ["2 axes"], id="too few axes for what it is said to be"),
        pytest.param({"x_train": X, "y_train": Y, "x_test": X[:, :4], "y_test": Y}, {}, "D406", ["(4, 8)"], id="parts of two shapes"),
    ],
)
def test_refused(tmp_path, arrays, arguments, code, words):
    with pytest.raises(Refused) as refused:
        load(save(tmp_path, **arrays), **arguments)
    assert [finding.code for finding in refused.value.findings] == [code]
    assert all(word in refused.value.findings[0].message for word in words), refused.value.findings[0].message


class Canary:
    def __reduce__(self):
        return open, ("canary", "w")


def test_a_pickle_is_never_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    payload = np.empty(1, object)
    payload[0] = Canary()
    buffer = io.BytesIO()
    np.lib.format.write_array_header_1_0(buffer, {"descr": "|O", "fortran_order": False, "shape": (1,)})
    pickle.dump(payload, buffer, protocol=3)
    (tmp_path / "x.npy").write_bytes(buffer.getvalue())
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("x.npy", buffer.getvalue())
        archive.writestr("y.npy", buffer.getvalue())
    for path in ("a.npz", "."):
        with pytest.raises(Refused) as refused:
            load(tmp_path, path=path)
        assert refused.value.findings[0].code == "D403"
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda good: good[: len(good) // 2], id="cut in the middle"),
        pytest.param(lambda good: b"not an archive\n", id="text"),
        pytest.param(lambda good: b"", id="empty"),
        pytest.param(lambda good: good.replace(b"'shape': (10, 8, 8)", b"'shape': (99, 8, 8)"), id="claims more than there is"),
    ],
)
def test_a_damaged_file_is_named(tmp_path, content):
    file = save(tmp_path, x=X, y=Y) / "a.npz"
    file.write_bytes(content(file.read_bytes()))
    with pytest.raises(Refused) as refused:
        load(tmp_path)
    assert refused.value.findings[0].code == "D402"
    assert "a.npz" in refused.value.findings[0].message


def test_a_header_that_claims_terabytes_takes_none(tmp_path):
    claim = io.BytesIO()
    np.lib.format.write_array_header_1_0(claim, {"descr": "<f8", "fortran_order": False, "shape": (2**20, 2**20)})
    (tmp_path / "x.npy").write_bytes(claim.getvalue() + b"\0" * 64)
    np.save(tmp_path / "y.npy", Y)
    with pytest.raises(Refused) as refused:
        load(tmp_path, path=".")
    assert refused.value.findings[0].code == "D402"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of Unix")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.npz")
    with pytest.raises(Refused, match="it is a pipe or a device"):
        load(tmp_path)


def test_a_compressed_array_larger_than_memory_is_refused_by_its_size(tmp_path):
    np.savez_compressed(tmp_path / "a.npz", x=np.zeros((10, 1000, 100)), y=Y)
    with pytest.raises(Refused) as refused:
        array(LoadContext(tmp_path, task="binary", memory=10**6), path="a.npz")
    assert refused.value.findings[0].code == "D404"


def test_what_does_not_fit_into_memory_stays_on_the_disk(tmp_path):
    save(tmp_path, x=X, y=Y)
    samples = array(LoadContext(tmp_path, task="binary", memory=100), path="a.npz")
    assert samples.decoded is None
    assert all(isinstance(part, np.memmap) for part in samples.read.arrays)
    np.testing.assert_array_equal(samples.read(np.array([4, 2])), X[[4, 2]])


@pytest.mark.parametrize("form", ["{0}_{1}", "{1}_{0}"])
def test_ready_made_parts(tmp_path, form):
    arrays = {
        form.format(name, part): values[:size]
        for part, size in (("train", 6), ("val", 2), ("test", 4))
        for name, values in (("x", X), ("y", Y))
    }
    samples = load(save(tmp_path, **arrays))
    assert samples.subsets == ["train"] * 6 + ["validation"] * 2 + ["test"] * 4
    np.testing.assert_array_equal(samples.read(np.array([8])), X[:1])


@pytest.mark.parametrize(
    ("shape", "kind", "found", "what"),
    [
        pytest.param((10, 5), None, (5,), "vector", id="vectors"),
        pytest.param((10, 8, 8, 3), None, (8, 8, 3), "picture", id="pictures"),
        pytest.param((10, 8, 8), None, (8, 8), None, id="rows of channels or a grey picture: nobody knows"),
        pytest.param((10, 8, 8), "picture", (8, 8, 1), "picture", id="grey pictures get a channel"),
        pytest.param((10, 30), "series", (30, 1), "series", id="series of one channel"),
        pytest.param((10, 30, 6), "series", (30, 6), "series", id="series of several"),
        pytest.param((10, 4, 5, 6), "volume", (4, 5, 6, 1), "volume", id="volumes get a channel"),
        pytest.param((10, 4, 5, 6, 3), "clip", (4, 5, 6, 3), "clip", id="clips"),
    ],
)
def test_what_a_sample_is(tmp_path, shape, kind, found, what):
    samples = load(save(tmp_path, x=np.random.default_rng(0).random(shape, dtype="float32"), y=Y), kind=kind)
    assert (samples.shape, samples.kind) == (found, what)
    assert samples.read(np.arange(2)).shape == (2, *found)


def test_bytes_stay_bytes_and_know_their_range(tmp_path):
    samples = load(save(tmp_path, x=np.arange(10 * 12, dtype=np.uint8).reshape(10, 2, 2, 3), y=Y))
    assert (samples.dtype, samples.value_range) == (np.uint8, (0.0, 255.0))


def test_inputs_are_the_samples_that_were_trained_on(tmp_path):
    save(tmp_path, x=X, y=Y)
    np.save(tmp_path / "new.npy", X[3:5])
    arguments = defaults(module, path="a.npz", kind="picture")
    samples = assert_inputs_agree(module, tmp_path, arguments, [tmp_path / "new.npy", tmp_path / "a.npz"], [3, 4, *range(10)], "binary")
    assert samples.ids[0].endswith("new.npy:1")
    (tmp_path / "text.npz").write_text("nothing")
    found = module.inputs(LoadContext(tmp_path), [tmp_path / "text.npz", tmp_path / "new.npy"], {}, **arguments)
    assert len(found) == 2
    assert [os.path.basename(name) for name in found.unreadable] == ["text.npz"]  # noqa: PTH119
