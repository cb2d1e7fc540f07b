"""Tables with whole series in their cells: a row is a series, a column a channel, a cell the steps of both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.samples import Learnt
from specbuild.running.data.series.asked import Asked
from specbuild.running.data.series.columns import beside, chosen_values, targets_of
from specbuild.running.data.series.gathered import Gathered
from specbuild.running.data.series.steps import Answerable, rows_to_answer, without_gaps
from specbuild.running.data.tables.aside import row_names, row_parts, split_values
from specbuild.running.data.tables.choose import find, find_all
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.numbers import to_number
from specbuild.running.data.tables.read import read_file, read_table
from specbuild.running.data.tables.table import Table

SHOWN = 10
_PLAIN = re.compile(r"[\d.eE+\-,;|\s]*")  # what NumPy reads as we do


class NoStep(ValueError):
    """Raised for a cell in which something is no number; says which."""


def gather(context: LoadContext, asked: Asked) -> Gathered:
    """The series of the rows of a table, with what is to be predicted for each.

    Raises:
        Refused: something in a cell is no number, steps are missing and may not be, or targets do not fit; rows are named.
    """
    table = read_table(context, asked.path, asked.form)
    targets, part, split = beside(context, table, asked)
    name = None if asked.id is None else find(context, table.names, asked.id, "id")
    channels = chosen_values(context, table, asked, [*targets, *split, part, name])
    series, wrong = _by_row(table, channels, asked.words)
    if wrong:
        help_ = "mend it, add it to `missing`, or choose the channels with `values`"
        first = sorted(wrong.items())[:SHOWN]
        raise Refused(*(context.finding("D314", "path", f"{table.place(row)}: {why}", help=help_) for row, why in first))
    made, notes = without_gaps(context, series, [table.place(row) for row in range(len(table))], asked.on_missing)
    return Gathered(
        ids=row_names(context, table, name),
        series=made,
        channels=tuple(channels),
        targets=targets_of(context, table, targets, asked),
        parts=row_parts(context, table, part),
        groups=split_values(table, split, asked.words),
        notes=tuple(notes),
    )


def to_predict(context: LoadContext, source: Path, learnt: Learnt, asked: Asked) -> Answerable:
    """The series of another such table, by file and row."""
    table = read_file(context, source, asked.form, whole=False)
    channels = find_all(context, table.names, learnt["channels"], "values", patterns=False)
    series, wrong = _by_row(table, channels, asked.words)
    return rows_to_answer(source, table, series, wrong, asked.on_missing)


def _by_row(table: Table, channels: Sequence[str], words: Words) -> tuple[list[np.ndarray], Mapping[int, str]]:
    """For each row its steps, of shape (steps, channels), NaN where one is missing; and what is wrong with some."""
    series, wrong = list[np.ndarray](), dict[int, str]()
    for row, cells in enumerate(zip(*(table[name] for name in channels), strict=True)):
        try:
            series.append(np.array(list(zip_longest(*(steps_of(str(cell), words) for cell in cells), fillvalue=np.nan))))
        except NoStep as error:
            series.append(np.empty((0, len(channels))))
            wrong[row] = str(error)
    return series, wrong


def steps_of(cell: str, words: Words) -> np.ndarray:
    """The steps in a cell, with commas, semicolons, bars or blanks between them and perhaps brackets around: float64 of shape (steps,).

    Steps that are missing at the end were never there; NaN is where others are.

    Raises:
        NoStep: one is no number.
    """
    text = cell.strip("[]() \t\r\n")
    mark = next((mark for mark in ",;|" if mark in text and mark != words.numbers.decimal), None)
    parts = text.split(mark)
    steps = _plain(parts) if words.numbers.decimal == "." and _PLAIN.fullmatch(text) else None
    steps = np.array([_number(part.strip(), words) for part in parts]) if steps is None else steps
    there = np.flatnonzero(~np.isnan(steps))
    return steps[: there[-1] + 1] if len(there) else steps[:0]


def _plain(parts: Sequence[str]) -> np.ndarray | None:
    try:
        return np.array(parts, np.float64)
    except ValueError:
        return None  # a step is missing, or is no number: one by one


def _number(part: str, words: Words) -> float:
    if part in words.missing:
        return np.nan
    number = to_number(part, words.numbers)
    if number is None:
        raise NoStep(f"`{part[:40]}` among the steps is not a number")
    return number
