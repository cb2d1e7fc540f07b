"""Decoded samples on the disk: found again, never wrong, whole or not at all, and never more than allowed."""

from __future__ import annotations

import os
import subprocess
import threading
import time

import numpy as np
import pytest
from PIL import Image

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.cache import folder as places
from specbuild.running.data.cache.key import key_of, told
from specbuild.running.data.cache.rows import Writer, find
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files import scan
from specbuild.running.data.loaders.audio import _decode as sounds
from specbuild.running.data.loaders.image_folder import image_folder
from specbuild.running.data.loaders.video import _decode as clips
from specbuild.running.data.loaders.volume import _decode as volumes
from specbuild.running.data.memory import memory_budget
from specbuild.running.data.store import Store

SHAPE, DTYPE = (3, 2), np.dtype(np.float32)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("SPECBUILD_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("SPECBUILD_CACHE_SIZE", raising=False)
    monkeypatch.delenv("SPECBUILD_MEMORY", raising=False)
    monkeypatch.setattr(places, "SPARE", 0)
    return tmp_path / "cache"


@pytest.fixture
def pictures(tmp_path):
    for number in range(12):
        inside = tmp_path / "pictures" / "ab"[number % 2]
        inside.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (6, 4), (number * 20, 5, 9)).save(inside / f"{number}.png")
    return tmp_path


def load(folder, memory=0, **more):
    return image_folder(LoadContext(base=folder, memory=memory), path="pictures", size=[4, 6], **more)


def files(folder):
    return sorted(file.name for file in folder.rglob("*")) if folder.exists() else []


def test_data_that_do_not_fit_are_kept_and_given_as_they_are_decoded(pictures, cache):
    samples = load(pictures)
    every = np.arange(12)[::-1]
    assert samples.decoded is None
    assert files(cache) == [next(cache.iterdir()).name, "index.json", "rows.bin"]
    assert np.array_equal(Store(samples).take(every), samples.read(every))
    assert np.array_equal(Store(samples).take(every), load(pictures, memory=2**20).decoded[every])


def test_a_second_run_decodes_nothing_and_tells_the_same(pictures, monkeypatch):
    first = load(pictures)
    monkeypatch.setattr(scan, "_decoded", lambda *_: pytest.fail("it decodes again"))
    second = load(pictures)
    assert np.array_equal(Store(second).take(np.arange(12)), Store(first).take(np.arange(12)))
    assert second.notes == first.notes
    assert second.digests() == first.digests()
    assert np.array_equal(second.groups["content"], first.groups["content"])


def test_what_fits_into_memory_is_not_kept(pictures, cache):
    load(pictures, memory=2**20)
    assert files(cache) == []


@pytest.mark.parametrize("change", ["content", "options", "one file less"])
def test_other_data_or_options_are_not_taken_for_the_same(pictures, cache, change):
    load(pictures)
    if change == "content":
        Image.new("RGB", (6, 4), (1, 2, 3)).save(pictures / "pictures" / "a" / "0.png")
    elif change == "one file less":
        (pictures / "pictures" / "a" / "0.png").unlink()
    samples = load(pictures, color_mode="grayscale") if change == "options" else load(pictures)
    assert len(list(cache.iterdir())) == 2
    every = np.arange(len(samples))
    assert np.array_equal(Store(samples).take(every), samples.read(every))


def test_unreadable_files_are_told_from_the_cache_too(pictures):
    (pictures / "pictures" / "a" / "4.png").write_bytes(b"no picture")
    for _ in range(2):
        with pytest.raises(Refused, match=r"4\.png"):
            load(pictures)
        samples = load(pictures, on_error="quarantine")
        assert list(samples.unreadable) == ["a/4.png"]
        assert np.array_equal(Store(samples).take(np.arange(11)), samples.read(np.arange(11)))


def test_samples_are_decoded_where_what_was_kept_is_gone(pictures, cache):
    samples = load(pictures)
    places.remove(next(cache.iterdir()))
    assert np.array_equal(Store(samples).take(np.arange(12)), samples.read(np.arange(12)))


@pytest.mark.parametrize(
    "damage", [lambda entry: (entry / "rows.bin").write_bytes(b""), lambda entry: (entry / "index.json").write_text("{")]
)
def test_what_is_not_whole_is_not_found(pictures, cache, damage):
    load(pictures)
    entry = next(cache.iterdir())
    damage(entry)
    assert find(entry.name, 12, (4, 6, 3), np.dtype(np.uint8)) is None
    samples = load(pictures)
    assert np.array_equal(Store(samples).take(np.arange(12)), samples.read(np.arange(12)))


def written(key="k" * 64, count=4, value=1.0):
    writer = Writer(key, count, SHAPE, DTYPE)
    for number in range(count):
        writer[number] = np.full(SHAPE, value + number, DTYPE)
    return writer


def test_nothing_is_found_before_all_is_written(cache):
    writer = written()
    assert find("k" * 64, 4, SHAPE, DTYPE) is None
    rows = writer.done({})
    assert rows(np.array([2, 0]))[:, 0, 0].tolist() == [3.0, 1.0]


def test_two_runs_at_once_write_the_same_and_one_of_them_stays(cache):
    first, second = written(), written()
    assert first.done({}) is not None
    assert second.done({}) is not None
    assert files(cache) == ["index.json", "k" * 64, "rows.bin"]


def test_many_threads_write_and_read(cache):
    writers = [threading.Thread(target=lambda: written(count=64).done({})) for _ in range(8)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    assert find("k" * 64, 64, SHAPE, DTYPE).rows(np.arange(64))[:, 0, 0].tolist() == [1.0 + number for number in range(64)]
    assert files(cache) == ["index.json", "k" * 64, "rows.bin"]


def test_what_a_killed_run_left_is_removed_and_that_of_a_living_one_stays(cache):
    gone = subprocess.Popen(["true"])
    gone.wait()
    alive = written()
    left = next(iter(cache.iterdir()))
    dead = left.with_name(left.name.replace(f".{os.getpid()}.", f".{gone.pid}."))
    dead.mkdir()
    assert places.make_room(cache, 10)
    assert not dead.exists()
    assert alive.done({}) is not None


def test_what_another_machine_left_a_day_ago_is_removed(cache):
    parts = [cache / f".k.elsewhere.1.{number}.part" for number in range(2)]
    for part in parts:
        part.mkdir(parents=True)
    os.utime(parts[0], (time.time() - 2 * 86_400,) * 2)
    places.remove_leftovers(cache)
    assert [part.exists() for part in parts] == [False, True]


def test_what_was_not_used_for_longest_makes_room(cache, monkeypatch):
    for number, key in enumerate("abc"):
        written(key * 64).done({})
        os.utime(cache / (key * 64) / "index.json", (number, number))
    find("a" * 64, 4, SHAPE, DTYPE)  # used now
    monkeypatch.setenv("SPECBUILD_CACHE_SIZE", str(3 * (4 * 24 + 2)))
    written("d" * 64).done({})
    assert [one.folder.name[0] for one in places.kept(cache)] == ["c", "a", "d"]


@pytest.mark.parametrize("size", ["0", "50B"])
def test_more_than_the_bound_is_not_kept(cache, monkeypatch, size):
    monkeypatch.setenv("SPECBUILD_CACHE_SIZE", size)
    assert written().done({}) is None
    assert files(cache) == []


def test_a_full_disk_only_means_that_nothing_is_kept(pictures, cache, monkeypatch):
    monkeypatch.setattr(places, "new_part", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    samples = load(pictures)
    assert samples.kept is None
    assert np.array_equal(Store(samples).take(np.arange(12)), samples.read(np.arange(12)))


@pytest.mark.parametrize(("text", "size"), [("1000", 1000), ("1.5 GiB", 3 * 2**29), ("500mb", 500_000_000)])
def test_the_memory_allowed_is_stated_by_the_environment(monkeypatch, text, size):
    monkeypatch.setenv("SPECBUILD_MEMORY", text)
    assert memory_budget() == size


@pytest.mark.parametrize("text", ["much", "-1", "3 parsecs"])
def test_what_is_no_size_is_refused(monkeypatch, text):
    monkeypatch.setenv("SPECBUILD_MEMORY", text)
    with pytest.raises(Refused, match="no size"):
        memory_budget()


CONTEXT = LoadContext(base=None)
DECODERS = [
    sounds(CONTEXT, 8000, 1.0, None, "mean", "start", "end"),
    volumes(CONTEXT, [4, 4, 4], 1, "stretch", "canonical", None, None, 0.0, 1000, "file"),
    clips(CONTEXT, [4, 4], 3, None, "last", "rgb", "stretch", "bilinear", [0, 0, 0], 1000, "file"),
]


@pytest.mark.parametrize("decode", DECODERS, ids=["audio", "volume", "video"])
def test_every_kind_of_file_has_a_key_that_says_its_options_without_addresses(decode):
    assert "0x" not in told(decode)
    assert key_of(["a"], decode) != key_of(["b"], decode)
