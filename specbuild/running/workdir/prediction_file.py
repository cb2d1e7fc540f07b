"""Predictions as a table: what is true, what is predicted, and how likely each class is, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir import table


def write(path: Path, predictions: Predictions) -> None:
    """Write `id`, then `true` and `predicted` (one column each, or one for every class or target), then the probabilities."""
    columns = [list(predictions.ids), *_answers(predictions), *score_columns(predictions.task, predictions.scores)]
    table.write(path, header(predictions.task, predictions.classes), zip(*columns, strict=True))


def read(path: Path, task: str, classes: tuple[str, ...], threshold: float) -> Predictions:
    """Read predictions back, to the bit for scores in single precision.

    Raises:
        ValueError: it is not such a table.
    """
    found, rows = table.read(path)
    if found != header(task, classes):
        raise ValueError("its columns are not those of the run's task and classes")
    columns = list(zip(*rows, strict=True)) or [()] * len(found)
    width = len(classes)
    if task in _ONE_CLASS:
        numbers = {name: number for number, name in enumerate(classes)}
        if unknown := set(columns[1]) - numbers.keys():
            raise ValueError(f"no class is called {min(unknown)}")
        true, scores = np.array([numbers[name] for name in columns[1]], dtype=np.int64), _numbers(columns[3:])
        scores = scores[:, 1:] if task == "binary" else scores
    else:
        true = _numbers(columns[1 : 1 + width]).astype(np.int64 if task == "multilabel" else np.float64)
        scores = _numbers(columns[-width:])
    return Predictions(task, columns[0], true, scores, classes, threshold)


def header(task: str, classes: tuple[str, ...]) -> list[str]:
    """The names of the columns."""
    if task in _ONE_CLASS:
        return ["id", "true", "predicted", *(f"probability of {name}" for name in classes)]
    answers = [f"{word} {name}" for word in ("true", "predicted") for name in classes]
    return ["id", *answers, *(f"probability of {name}" for name in classes if task == "multilabel")]


def target_columns(task: str, targets: np.ndarray, classes: tuple[str, ...]) -> list[list[str]]:
    """The targets as columns of text: the name of the class; 0 or 1 for each class; a number for each target of a regression."""
    if task in _ONE_CLASS:
        return [[classes[number] for number in targets]]
    return [_texts(column) for column in targets.T]


def score_columns(task: str, scores: np.ndarray) -> list[list[str]]:
    """The probability of each class as a column of text; none for regression."""
    if task == "regression":
        return []
    return [_texts(column) for column in of_each_class(task, scores).T]


def of_each_class(task: str, scores: np.ndarray) -> np.ndarray:
    """The probability of each class, of shape (rows, classes): for binary of both, in the type of the scores."""
    return np.hstack([1 - scores, scores]) if task == "binary" else scores


_ONE_CLASS = ("binary", "multiclass")


def _answers(predictions: Predictions) -> list[list[str]]:
    true = target_columns(predictions.task, predictions.true, predictions.classes)
    return true + target_columns(predictions.task, predictions.predicted, predictions.classes)


def _texts(numbers: np.ndarray) -> list[str]:
    """The shortest text of each number that reads back as the same number in its own type."""
    return [str(number) for number in numbers]


def _numbers(columns: Sequence[Sequence[str]]) -> np.ndarray:
    return np.array(columns, dtype=np.float64).astype(np.float32).T
