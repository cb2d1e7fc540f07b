"""The forms in which data come: class folders, tables that list files, tables of cells, and arrays; written into a folder."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from specbuild.workshop.matrix.answers import ANIMALS, COLUMNS, COUNT, TARGETS, columns_of, folder_of
from specbuild.workshop.matrix.files import STEPS, Write, series


@dataclass(frozen=True, slots=True)
class Made:
    """Data on the disk.

    Attributes:
        loader: The arguments of the loader, `path` among them.
        sources: What is given to `predict`: all samples in the order in which they are loaded.
        only: The ids of the samples that the sources give, where that is not all of them.
    """

    loader: Mapping[str, Any]
    sources: Sequence[str | Path]
    only: Sequence[str] | None = None


Form = Callable[[Path, str], Made]  # a folder and a task of `answers.TASKS`


def class_folders(one: Write, suffix: str, **options: Any) -> Form:
    """A folder for each class."""

    def form(root: Path, task: str) -> Made:
        for row in range(COUNT):
            folder = root / "data" / folder_of(task, row)
            folder.mkdir(parents=True, exist_ok=True)
            one(folder / f"{row}{suffix}", row)
        return Made({"path": "data", **options}, sorted((root / "data").iterdir()))

    return form


def listing(one: Write, suffix: str, *, separator: str | None = None, **options: Any) -> Form:
    """A table that lists files."""

    def form(root: Path, task: str) -> Made:
        (root / "files").mkdir()
        for row in range(COUNT):
            one(root / "files" / f"{row}{suffix}", row)
        made = cells({"file": [f"files/{row}{suffix}" for row in range(COUNT)]}, file="file", separator=separator, **options)(root, task)
        return Made(made.loader, [root / "inputs.csv"])

    return form


def cells(columns: Mapping[str, Sequence[Any]], *, separator: str | None = None, **options: Any) -> Form:
    """A table whose cells are the samples, a row each."""

    def form(root: Path, task: str) -> Made:
        tagged = separator is not None and task == "multilabel"
        answers = ["tags"] if tagged else columns_of(task)
        _write(root / "list.csv", {**columns, **{name: COLUMNS[name] for name in answers}})
        _write(root / "inputs.csv", columns)
        target = {"target": "tags", "separator": separator} if tagged else {"target": TARGETS[task]}
        return Made({"path": "list.csv", **target, **options}, [root / "inputs.csv"])

    return form


def long_table(root: Path, task: str) -> Made:
    """Series in a long table: a row a step; some series are shorter."""
    rows = [(row, step) for row in range(COUNT) for step in range(STEPS - row % 3)]
    values = [series(row)[step] for row, step in rows]
    columns: dict[str, Sequence[Any]] = {"id": [f"s{row:02}" for row, _ in rows], "time": [step for _, step in rows]}
    columns |= {"x": [pair[0] for pair in values], "y": [pair[1] for pair in values]}
    _write(root / "inputs.csv", columns)
    _write(root / "list.csv", {**columns, **{name: [COLUMNS[name][row] for row, _ in rows] for name in columns_of(task)}})
    loader = {"path": "list.csv", "layout": "long", "id": "id", "time": "time", "target": TARGETS[task], "length": STEPS}
    return Made(loader, [root / "inputs.csv"])


def one_series(root: Path, task: str) -> Made:
    """One long series to forecast; its end without the last steps gives the window of the last sample."""
    horizon, length = 2, 60
    values = np.round(np.sin(np.arange(length)[:, np.newaxis] / np.array([3, 5])), 4)
    columns = {"x": values[:, 0].tolist(), "y": values[:, 1].tolist()}
    _write(root / "list.csv", columns)
    _write(root / "inputs.csv", {name: column[:-horizon] for name, column in columns.items()})
    target = "x" if task == "regression, one target" else ["x", "y"]
    loader = {"path": "list.csv", "target": target, "values": ["x", "y"], "history": 6, "horizon": horizon}
    return Made(loader, [root / "inputs.csv"], only=[f"list.csv:{length - horizon + 2}"])


def arrays(sample: Callable[[int], np.ndarray], **options: Any) -> Form:
    """Samples and labels in an `.npz` file."""

    def form(root: Path, task: str) -> Made:
        x = np.stack([sample(row) for row in range(COUNT)])
        np.savez(root / "data.npz", x=x, y=_labels(task))
        np.savez(root / "inputs.npz", x=x)
        return Made({"path": "data.npz", **options}, [root / "inputs.npz"])

    return form


def shipped(root: Path, task: str) -> Made:
    """A data set of scikit-learn; its samples have no files, but ids."""
    name = {"binary": "breast_cancer", "regression, one target": "diabetes"}.get(task, "iris")
    count = {"breast_cancer": 569, "diabetes": 442, "iris": 150}[name]
    return Made({"name": name}, [f"{name}/{row}" for row in range(count)])


def _labels(task: str) -> np.ndarray:
    columns = np.array([COLUMNS[name] for name in columns_of(task)]).T
    if task == "multiclass":
        return np.array([ANIMALS.index(name) for name in columns[:, 0]])
    return columns[:, 0] if columns.shape[1] == 1 else columns


def _write(path: Path, columns: Mapping[str, Sequence[Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
