"""Small data of every kind, made here, and a spec for each: what tests run that hold for all kinds and tasks."""

from __future__ import annotations

import csv
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

RANDOM = np.random.default_rng(5)
HEAD = """
format = 1
name = "{name}"
seed = 3
backend = "tensorflow"
task.type = "{task}"
split = {{ type = "{split}", validation = 0.2, test = 0.3 }}
training = {{ epochs = 1, batch_size = 16 }}
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of data.

    Attributes:
        name: What it is called.
        spec: Its spec.
        write: Writes its data into a folder.
        inputs: Names raw inputs for some ids of the run, in a folder that holds the data; may write there.
        augmented: Whether its spec augments.
        positions: Whether a layer of its network keeps positions.
    """

    name: str
    spec: str
    write: Callable[[Path], None]
    inputs: Callable[[Path, Sequence[str]], list[Path]]
    augmented: bool = True
    positions: bool = True


def _each(count: int, classes: int) -> Iterator[tuple[int, int]]:
    return ((row, row % classes) for row in range(count))


def _pictures(folder: Path) -> None:
    for row, label in _each(60, 3):
        values = RANDOM.integers(0, 90, (12, 12))
        values[4 * label : 4 * label + 3] += 120
        (folder / "data" / f"c{label}").mkdir(parents=True, exist_ok=True)
        Image.fromarray(values.astype("uint8")).save(folder / "data" / f"c{label}" / f"{row}.png")


def _volumes(folder: Path) -> None:
    for row, label in _each(40, 2):
        values = RANDOM.integers(0, 90, (8, 8, 8)) + 100 * label
        (folder / "data" / f"c{label}").mkdir(parents=True, exist_ok=True)
        np.save(folder / "data" / f"c{label}" / f"{row}.npy", values.astype("uint8"))


def _clips(folder: Path) -> None:
    for row, label in _each(40, 2):
        frames = [Image.fromarray((RANDOM.integers(0, 90, (8, 8)) + 20 * at * label).astype("uint8")) for at in range(5)]
        (folder / "data" / f"c{label}").mkdir(parents=True, exist_ok=True)
        frames[0].save(folder / "data" / f"c{label}" / f"{row}.gif", save_all=True, append_images=frames[1:], duration=100)


def _series(folder: Path) -> None:
    for row, label in _each(50, 2):
        (folder / "data" / f"c{label}").mkdir(parents=True, exist_ok=True)
        steps = np.sin(np.arange(20 + row % 5) * (1 + label) / 3) + RANDOM.normal(0, 0.2, 20 + row % 5)
        _table(folder / "data" / f"c{label}" / f"{row}.csv", ["x", "y"], zip(steps, steps**2, strict=True))


def _sounds(folder: Path) -> None:
    for row, label in _each(40, 2):
        (folder / "data" / f"c{label}").mkdir(parents=True, exist_ok=True)
        samples = np.sin(np.arange(1500 + 30 * row) * (0.2 + 0.5 * label)) * 9000 + RANDOM.normal(0, 900, 1500 + 30 * row)
        with wave.open(str(folder / "data" / f"c{label}" / f"{row}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(samples.astype("<i2").tobytes())


def _texts(folder: Path) -> None:
    words = ["good", "bad", "film", "music", "so", "it, is", 'a "quote"']
    rows = []
    for _ in range(60):
        said = [words[at] for at in RANDOM.integers(0, len(words), 6)]
        rows.append([" ".join(said), " ".join(sorted({word for word in said if word in ("good", "film", "music")}))])
    _table(folder / "data.csv", ["text", "about"], rows)


def _rows(folder: Path) -> None:
    colours = ["red", "green", "blue"]
    rows = [
        [f"{size:.3f}", "" if row % 11 == 0 else f"{age}", colours[row % 3], f"{2 * size + (row % 3):.3f}"]
        for row, (size, age) in enumerate(zip(RANDOM.normal(0, 3, 80), RANDOM.integers(1, 90, 80), strict=True))
    ]
    _table(folder / "data.csv", ["size", "age", "colour", "price"], rows)


def _long(folder: Path) -> None:
    steps = np.sin(np.arange(140) / 4) * 5 + RANDOM.normal(0, 0.3, 140)
    _table(folder / "data.csv", ["step", "value"], enumerate(steps))


def _table(path: Path, header: Sequence[str], rows: object) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)  # type: ignore[arg-type]


def _files(folder: Path, ids: Sequence[str]) -> list[Path]:
    return [folder / "data" / name for name in ids]


def _lines(folder: Path, ids: Sequence[str]) -> list[Path]:
    """A table of the rows that these ids name: `data.csv:7` is the row that begins in line 7."""
    header, *rows = csv.reader((folder / "data.csv").read_text(encoding="utf-8").splitlines())
    _table(folder / "some.csv", header, [rows[int(name.split(":")[1]) - 2] for name in ids])
    return [folder / "some.csv"]


def _beginnings(folder: Path, ids: Sequence[str]) -> list[Path]:
    """A table for each id that ends where what is predicted begins."""
    header, *rows = csv.reader((folder / "data.csv").read_text(encoding="utf-8").splitlines())
    made = [folder / f"until {name.split(':')[1]}.csv" for name in ids]
    for path, name in zip(made, ids, strict=True):
        _table(path, header, rows[: int(name.split(":")[1]) - 2])
    return made


def _kind(name: str, task: str, split: str, rest: str) -> str:
    return HEAD.format(name=name, task=task, split=split) + rest


KINDS: Mapping[str, Kind] = {
    one.name: one
    for one in (
        Kind(
            "picture",
            _kind("picture", "multiclass", "stratified", """
                loader = { type = "image_folder", path = "data", size = [12, 12], color_mode = "grayscale" }
                meaning = { brightness = "free" }
                augmentation = [{ type = "RandomBrightness", factor = 0.2 }]
                layers = [
                  { type = "Rescaling", scale = "1/255" }, { type = "Conv2D", filters = 4, kernel_size = 3, activation = "relu" },
                  { type = "BatchNormalization" }, { type = "Flatten" }, { type = "Dense", units = "classes" },
                ]"""),
            _pictures,
            _files,
        ),
        Kind(
            "volume",
            _kind("volume", "binary", "stratified", """
                loader = { type = "volume", path = "data", size = [8, 8, 8], window = [0, 255] }
                meaning = { mirror_depth = "free" }
                augmentation = [{ type = "RandomFlip3D", mode = "depth" }]
                layers = [
                  { type = "Rescaling", scale = "1/255" }, { type = "Conv3D", filters = 3, kernel_size = 3, activation = "relu" },
                  { type = "Flatten" }, { type = "Dense", units = 1 },
                ]"""),
            _volumes,
            _files,
        ),
        Kind(
            "clip",
            _kind("clip", "multiclass", "stratified", """
                loader = { type = "video", path = "data", size = [8, 8], frames = 4, color_mode = "grayscale" }
                layers = [
                  { type = "Rescaling", scale = "1/255" }, { type = "Conv3D", filters = 3, kernel_size = 3, activation = "relu" },
                  { type = "GlobalAveragePooling3D" }, { type = "Dense", units = "classes", activation = "softmax" },
                ]"""),
            _clips,
            _files,
            augmented=False,
        ),
        Kind(
            "series",
            _kind("series", "binary", "stratified", """
                loader = { type = "series", path = "data", layout = "folders" }
                meaning = { amplitude = "free" }
                augmentation = [{ type = "RandomScaling", factor = 0.3 }]
                layers = [
                  { type = "Conv1D", filters = 4, kernel_size = 3, activation = "relu" }, { type = "GlobalMaxPooling1D" },
                  { type = "Dense", units = 1, activation = "sigmoid" },
                ]"""),
            _series,
            _files,
        ),
        Kind(
            "audio",
            _kind("audio", "multiclass", "stratified", """
                loader = { type = "audio", path = "data", sample_rate = 8000, seconds = 0.25 }
                meaning = { amplitude = "free" }
                augmentation = [{ type = "RandomGain", factor = 6 }]
                preprocessing = [{ type = "MelSpectrogram", sampling_rate = 8000, fft_length = 128, num_mel_bins = 16 }]
                layers = [
                  { type = "Conv1D", filters = 4, kernel_size = 3, activation = "relu" }, { type = "GlobalMaxPooling1D" },
                  { type = "Dense", units = "classes" },
                ]"""),
            _sounds,
            _files,
        ),
        Kind(
            "text",
            _kind("text", "multilabel", "random", """
                loader = { type = "text", path = "data.csv", column = "text", target = "about", separator = " " }
                meaning = { wording = "free" }
                augmentation = [{ type = "RandomWordMasking", factor = 0.3 }]
                layers = [
                  { type = "Embedding", input_dim = "vocabulary", output_dim = 8 },
                  { type = "Conv1D", filters = 4, kernel_size = 2, activation = "relu" },
                  { type = "GlobalMaxPooling1D" }, { type = "Dense", units = "classes" },
                ]"""),
            _texts,
            _lines,
        ),
        Kind(
            "vector",
            _kind("vector", "regression", "random", """
                loader = { type = "table", path = "data.csv", target = "price", on_missing = "impute" }
                meaning = { values = "free" }
                augmentation = [{ type = "RandomFeatureNoise", factor = 0.2 }]
                layers = [{ type = "Dense", units = 8, activation = "relu" }, { type = "Dense", units = 1 }]"""),
            _rows,
            _lines,
            positions=False,
        ),
        Kind(
            "forecast",
            _kind("forecast", "regression", "time", """
                loader = { type = "forecast", path = "data.csv", target = "value", history = 12, horizon = 2 }
                layers = [
                  { type = "Conv1D", filters = 4, kernel_size = 3, activation = "relu" }, { type = "Flatten" },
                  { type = "Dense", units = "targets" },
                ]"""),
            _long,
            _beginnings,
            augmented=False,
        ),
    )
}  # fmt: skip
