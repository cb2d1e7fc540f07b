"""What `specbuild doctor` says of memory, of what is kept on the disk, and of packages that a spec needs."""

from __future__ import annotations

import numpy as np
import pytest

from specbuild.checking.judge import judge_file
from specbuild.running import doctor
from specbuild.running.data.cache.rows import Writer
from specbuild.running.doctor import examine, examine_spec

SPEC = """
format = 1
name = "x"
seed = 0
task.type = "binary"

[loader]
type = "{type}"
path = "data"
{more}

[split]
type = "random"
validation = 0.2

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 1

[training]
epochs = 1
batch_size = 4
"""


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("SPECBUILD_CACHE", str(tmp_path))
    monkeypatch.setenv("SPECBUILD_CACHE_SIZE", "3GiB")
    monkeypatch.setenv("SPECBUILD_MEMORY", "500MiB")
    return monkeypatch


def said(what):
    (check,) = [check for check in examine() if check.what == what]
    return check


def test_the_memory_for_data_is_told():
    assert said("memory for data").found.startswith("500 MiB of ")


def test_what_is_kept_on_the_disk_is_told_and_how_to_clear_it(tmp_path):
    assert said("decoded samples").found.startswith(f"0 sets, 0 MiB of 3.0 GiB in {tmp_path}")
    writer = Writer("k" * 64, 3, (2**20,), np.dtype(np.uint8))
    assert writer.done({}) is not None
    assert said("decoded samples").found.startswith("1 set, 3 MiB of 3.0 GiB")
    assert "remove the folder" in said("decoded samples").found


@pytest.mark.parametrize(("name", "what"), [("SPECBUILD_MEMORY", "memory for data"), ("SPECBUILD_CACHE_SIZE", "decoded samples")])
def test_a_size_that_is_none_is_told(settings, name, what):
    settings.setenv(name, "much")
    assert said(what).missing
    assert f"`{name}` is `much`" in said(what).found


@pytest.mark.parametrize(
    ("type_", "more", "packages", "extra"),
    [
        pytest.param("audio", "sample_rate = 8000\nseconds = 1.0", ["soundfile", "soxr"], "audio", id="sounds"),
        pytest.param("volume", "size = [8, 8, 8]", ["nibabel", "tifffile"], "volume", id="volumes"),
        pytest.param("video", "size = [8, 8]\nframes = 4", ["av"], "video", id="films"),
        pytest.param("image_folder", 'size = [8, 8]\ndecoder = "opencv"', ["opencv-python-headless"], "opencv", id="pictures by OpenCV"),
        pytest.param("image_folder", "size = [8, 8]", [], "", id="pictures need nothing more"),
    ],
)
def test_packages_that_a_loader_needs_are_missed_by_name(settings, tmp_path, type_, more, packages, extra):
    (tmp_path / "x.toml").write_text(SPEC.format(type=type_, more=more), encoding="utf-8")
    settings.setattr(doctor, "installed", lambda package: package in ("tensorflow", "jax", "torch"))
    missing = examine_spec(judge_file(tmp_path / "x.toml").spec)
    assert [check.help for check in missing] == [f'it needs {name}: pip install "specbuild[{extra}]"' for name in packages]
    assert all(check.missing for check in missing)
