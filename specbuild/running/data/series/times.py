"""Times of steps: numbers, or dates as seconds."""

from __future__ import annotations

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.features import Words, wrong_cells
from specbuild.running.data.tables.kinds.kind import parsed
from specbuild.running.data.tables.missing import present
from specbuild.running.data.tables.numbers import to_number, to_seconds
from specbuild.running.data.tables.table import Table


def times_of(context: LoadContext, table: Table, column: str, words: Words) -> np.ndarray:
    """The times in a column, float64.

    Raises:
        Refused: a cell is neither a number nor a date; rows are named.
    """
    times, wrong = read_times(table, column, words)
    findings = list(wrong_cells(context, table, column, wrong, "a time", "write numbers, dates like 2024-05-31, or state `date_format`"))
    if findings:
        raise Refused(*findings)
    return times


def read_times(table: Table, column: str, words: Words, rows: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The times in some rows of a column (None for all), NaN where a cell is no time; and the places of these among the rows."""
    cells = table[column] if rows is None else table[column][rows]
    there = present(cells, words.missing)
    read = parsed(cells, there, lambda text: to_number(text, words.numbers))
    if len(read.wrong):  # the way in which more cells are times names those at fault
        read = min(read, parsed(cells, there, lambda text: to_seconds(text, words.date_format)), key=lambda one: len(one.wrong))
    return read.values, np.flatnonzero(np.isnan(read.values))
