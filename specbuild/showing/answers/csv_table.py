"""Predictions as CSV, with the columns of `test_predictions.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from specbuild.running.metrics.answers import Answers


def lines(parts: Iterable[Answers], top: int | None) -> Iterator[str]:
    """The lines, without their ends: a header, then one for each input.

    Args:
        parts: The answers, some at a time; at least one part.
        top: How many of the likeliest classes to name instead of giving the probability of each; None for all.
    """
    begun = False
    for part in parts:
        if not begun:
            begun = True
            yield _line([*header(part, top)])
        yield from map(_line, rows(part, top))


def header(of: Answers, top: int | None) -> Iterator[str]:
    """The names of the columns."""
    yield "id"
    yield from ["predicted"] if of.task in ("binary", "multiclass") else [f"predicted {name}" for name in of.classes]
    if of.task != "regression":
        yield from [f"probability of {name}" for name in of.classes] if top is None else _ranked(min(top, len(of.classes)))


def rows(part: Answers, top: int | None) -> Iterator[list[str]]:
    """The cells of each input; numbers as the shortest text that reads back as the same."""
    for name, decided, probabilities in zip(part.ids, part.decided, part.probabilities, strict=True):
        yield [name, *_predicted(part, decided), *_probabilities(part, probabilities, top)]


def _ranked(top: int) -> list[str]:
    return [word for rank in range(1, top + 1) for word in (f"top {rank}", f"probability {rank}")]


def _predicted(part: Answers, decided: np.ndarray) -> Sequence[str]:
    return [part.classes[decided]] if part.task in ("binary", "multiclass") else [str(number) for number in decided]


def _probabilities(part: Answers, row: np.ndarray, top: int | None) -> Sequence[str]:
    if part.task == "regression":
        return ()
    if top is None:
        return [str(number) for number in row]
    order = np.argsort(-row, kind="stable")[:top]
    return [word for at in order for word in (part.classes[at], str(row[at]))]


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
