"""Wide tables: a row is a series, a column a step."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.samples import Learnt
from specbuild.running.data.series.asked import Asked
from specbuild.running.data.series.columns import beside, chosen_values, targets_of
from specbuild.running.data.series.gathered import Gathered
from specbuild.running.data.series.steps import Answerable, numbers, numbers_by_row, rows_to_answer, without_gaps
from specbuild.running.data.tables.aside import row_names, row_parts, split_values
from specbuild.running.data.tables.choose import find, find_all
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.read import read_file, read_table
from specbuild.running.data.tables.table import Table


def gather(context: LoadContext, asked: Asked) -> Gathered:
    """The series of a wide table, with what is to be predicted for each."""
    table = read_table(context, asked.path, asked.form)
    targets, part, split = beside(context, table, asked)
    name = None if asked.id is None else find(context, table.names, asked.id, "id")
    columns = chosen_values(context, table, asked, [*targets, *split, part, name])
    made, notes = _whole(context, table, columns, asked.channels, asked)
    return Gathered(
        ids=row_names(context, table, name),
        series=made,
        channels=tuple(columns[0 :: len(columns) // asked.channels]),
        targets=targets_of(context, table, targets, asked),
        parts=row_parts(context, table, part),
        groups=split_values(table, split, asked.words),
        notes=tuple(notes),
        learnt={"columns": columns},
    )


def to_predict(context: LoadContext, source: Path, learnt: Learnt, asked: Asked) -> Answerable:
    """The series of another wide table, by file and row."""
    table = read_file(context, source, asked.form, whole=False)
    cells, wrong = numbers_by_row(table, _steps_of(context, source, table, learnt, asked), asked.words)
    return rows_to_answer(source, table, _by_row(cells, len(learnt["channels"])), wrong, asked.on_missing)


def _whole(context: LoadContext, table: Table, columns: Sequence[str], channels: int, asked: Asked) -> tuple[list[np.ndarray], list[str]]:
    read = series_of(context, table, columns, channels, asked.words)
    return without_gaps(context, read, [table.place(row) for row in range(len(table))], asked.on_missing)


def _steps_of(context: LoadContext, source: Path, table: Table, learnt: Learnt, asked: Asked) -> list[str]:
    """The columns of the steps, as they were in training; what may stand beside them is what stood there.

    Raises:
        Refused: a step is missing, or a column is there that training did not have.
    """
    wanted: list[str] = learnt["columns"]
    if not table.named and len(table.names) == len(wanted):
        return list(table.names)  # the steps alone, without what stood beside them
    aside = [one for one in (asked.target, asked.id, asked.part, asked.drop, asked.split_columns) if one is not None]
    named = [name for one in aside for name in (one if isinstance(one, list) else [one]) if _there(table, name)]
    beside_them = find_all(context, table.names, named, "")
    foreign = [name for name in table.names if name not in wanted and name not in beside_them]
    if foreign and not asked.values:
        shown = ", ".join(f"`{name}`" for name in foreign[:5]) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
        message = f"{source.name} has columns that training did not have: {shown}"
        raise Refused(context.finding("D605", "path", message, help="remove them, or name the steps with `values`"))
    return find_all(context, table.names, wanted, "values", patterns=False)


def _there(table: Table, name: str | int) -> bool:
    return isinstance(name, int) or any(fnmatchcase(one, name) for one in table.names)


def series_of(context: LoadContext, table: Table, columns: Sequence[str], channels: int, words: Words) -> list[np.ndarray]:
    """The series of the rows; steps that are missing at the end were never there.

    Args:
        context: What belongs to the run.
        table: The table.
        columns: The columns of the steps: those of the first channel, then those of the next.
        channels: How many channels there are.
        words: How cells are understood.

    Returns:
        For each row an array of shape (steps, channels), NaN where a value between others is missing.

    Raises:
        Refused: a cell is no number, or the columns cannot be divided among the channels.
    """
    if len(columns) % channels:
        message = f"{len(columns)} columns of steps cannot be divided among {channels} channels"
        raise Refused(
            context.finding("D608", "channels", message, help="name the columns of steps with `values`, all of one channel first")
        )
    return _by_row(numbers(context, table, columns, words), channels)


def _by_row(cells: np.ndarray, channels: int) -> list[np.ndarray]:
    return [_shortened(one) for one in cells.reshape(len(cells), channels, -1).transpose(0, 2, 1)]


def _shortened(one: np.ndarray) -> np.ndarray:
    there = np.flatnonzero(~np.isnan(one).all(axis=1))
    return one[: there[-1] + 1] if len(there) else one[:0]
