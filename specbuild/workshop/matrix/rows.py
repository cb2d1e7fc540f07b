"""The rows of the matrix: a kind of data, the loader, the form in which the data come, and a network for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from specbuild.workshop.matrix import files
from specbuild.workshop.matrix.answers import COUNT, TASKS
from specbuild.workshop.matrix.forms import Form, arrays, cells, class_folders, listing, long_table, one_series, shipped

Layers = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix.

    Attributes:
        kind: What a sample is.
        loader: The loader.
        words: The form of the data.
        form: Writes them.
        layers: The network but for its head.
        preprocessing: What stands before it.
        split: The type of the split where it is not by the task.
        refused: The code of the finding with which a task is refused, by task; all others have to be green.
    """

    kind: str
    loader: str
    words: str
    form: Form
    layers: Layers
    preprocessing: Layers = ()
    split: str | None = None
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the row is called in the record."""
        return f"{self.kind}: {self.loader}, {self.words}"


ONE_CLASS = {task: "R232" for task, type_ in TASKS.items() if type_ in ("multilabel", "regression")}
RESCALED = [{"type": "Rescaling", "scale": "1/255"}]
DENSE: Layers = [{"type": "Dense", "units": 4, "activation": "relu"}]
FLAT: Layers = [{"type": "Conv2D", "filters": 2, "kernel_size": 3, "activation": "relu"}, {"type": "GlobalAveragePooling2D"}]
SOLID: Layers = [{"type": "Conv3D", "filters": 2, "kernel_size": 2, "activation": "relu"}, {"type": "GlobalAveragePooling3D"}]
MOVING: Layers = [{"type": "ConvLSTM2D", "filters": 2, "kernel_size": 3}, {"type": "Flatten"}]
WAVES: Layers = [{"type": "Conv1D", "filters": 3, "kernel_size": 3, "activation": "relu"}, {"type": "GlobalAveragePooling1D"}]
STEPWISE: Layers = [{"type": "Masking", "mask_value": 0.0}, {"type": "GRU", "units": 3}]
WORDS: Layers = [
    {"type": "Embedding", "input_dim": "vocabulary", "output_dim": 3, "mask_zero": True},
    {"type": "GlobalAveragePooling1D"},
]
NUMBERED: Layers = [{"type": "Embedding", "input_dim": 30, "output_dim": 3}, {"type": "GlobalAveragePooling1D"}]
SPECTRUM: Layers = [
    {
        "type": "MelSpectrogram",
        "sampling_rate": files.RATE,
        "fft_length": 64,
        "sequence_stride": 32,
        "num_mel_bins": 8,
        "power_to_db": False,
    },
    {"type": "Decibels", "range": 60.0},
]  # fmt: skip
HEARD: Layers = [{"type": "Reshape", "target_shape": [8, -1, 1]}, *FLAT]

TABLE: Mapping[str, Sequence[Any]] = {
    "length": [row / 3 for row in range(COUNT)], "colour": [("red", "green")[row % 2] for row in range(COUNT)],
    "open": [("yes", "no")[row // 2 % 2] for row in range(COUNT)], "day": [f"2024-03-{row + 1:02}" for row in range(COUNT)],
}  # fmt: skip
WIDE = {f"t{step:02}": [files.series(row, 1)[step, 0] for row in range(COUNT)] for step in range(files.STEPS)}
CELLS = {
    name: [" ".join(map(str, files.series(row)[:, channel])) for row in range(COUNT)] for channel, name in enumerate(("east", "north"))
}
TEXTS = {"words": [files.sentence(row) for row in range(COUNT)]}
SOUND: Mapping[str, Any] = {"sample_rate": files.RATE, "seconds": 0.24}


def _bytes(row: int) -> np.ndarray:
    return (255 * files.noise(row, 8, 8, 1)).astype(np.uint8)


def _tokens(row: int) -> np.ndarray:
    return (30 * files.noise(row, 6)).astype(np.int32)


ROWS: Sequence[Row] = (
    Row("vector", "table", "a table of numbers, words, marks and dates", cells(TABLE), DENSE),
    Row("vector", "array", "an array", arrays(lambda row: files.noise(row, 3), kind="vector"), DENSE),
    Row(
        "vector", "bundled", "data of scikit-learn", shipped, DENSE, preprocessing=[{"type": "Normalization"}],
        refused={"multilabel": "D118", "regression, several": "D118"},
    ),
    Row("series", "series", "a wide table", cells(WIDE, layout="wide"), WAVES),
    Row("series", "series", "a table, a channel in a cell", cells(CELLS, layout="cells", values=list(CELLS)), WAVES),
    Row("series", "series", "a long table, unequal lengths", long_table, STEPWISE),
    Row("series", "series", "files in class folders", class_folders(files.steps, ".csv", layout="folders"), STEPWISE, refused=ONE_CLASS),
    Row("series", "array", "an array", arrays(files.series, kind="series"), WAVES),
    Row(
        "series", "forecast", "windows over one series", one_series, WAVES, split="time",
        refused={"binary": "R232", "multiclass": "R232", "multilabel": "R232"},
    ),
    Row("text", "text", "files in class folders", class_folders(files.text, ".txt", tokens="characters"), WORDS, refused=ONE_CLASS),
    Row("text", "text", "a column of a table", cells(TEXTS, column="words", separator=";"), WORDS),
    Row("text", "array", "an array of tokens", arrays(_tokens, kind="text"), NUMBERED),
    Row("audio", "audio", "files in class folders", class_folders(files.sound, ".wav", **SOUND), HEARD, SPECTRUM, refused=ONE_CLASS),
    Row("audio", "audio", "listed in a table", listing(files.sound, ".wav", **SOUND), HEARD, SPECTRUM),
    Row("audio", "array", "an array of waves", arrays(lambda row: files.noise(row, 48, 1), kind="audio"), WAVES),
    Row(
        "picture", "image_folder", "files in class folders", class_folders(files.picture, ".png", size=[8, 8]), FLAT, RESCALED,
        refused=ONE_CLASS,
    ),
    Row("picture", "image_table", "listed in a table", listing(files.picture, ".png", size=[8, 8], separator=";"), FLAT, RESCALED),
    Row("picture", "array", "an array", arrays(_bytes, kind="picture"), FLAT, RESCALED),
    Row("volume", "volume", "files in class folders", class_folders(files.volume, ".nii.gz", size=[4, 4, 4]), SOLID, refused=ONE_CLASS),
    Row("volume", "volume", "listed in a table", listing(files.volume, ".nii", size=[4, 4, 4]), SOLID),
    Row("volume", "array", "an array", arrays(lambda row: files.noise(row, 4, 4, 4, 1), kind="volume"), SOLID),
    Row(
        "clip", "video", "files in class folders", class_folders(files.clip, ".gif", size=[5, 5], frames=3), MOVING, RESCALED,
        refused=ONE_CLASS,
    ),
    Row("clip", "video", "listed in a table", listing(files.clip, ".gif", size=[5, 5], frames=3), SOLID, RESCALED),
    Row("clip", "array", "an array", arrays(lambda row: files.noise(row, 3, 5, 5, 1), kind="clip"), SOLID),
)  # fmt: skip
