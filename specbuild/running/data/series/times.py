"""Times of steps: numbers, or dates as seconds."""

from __future__ import annotations

import re

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.features import Words, wrong_cells
from specbuild.running.data.tables.kinds.kind import parsed
from specbuild.running.data.tables.looks import date_forms
from specbuild.running.data.tables.missing import present
from specbuild.running.data.tables.numbers import to_number, to_seconds
from specbuild.running.data.tables.table import Table

_DAY = re.compile(r"(1[89]|20|21)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")


def times_of(context: LoadContext, table: Table, column: str, words: Words) -> np.ndarray:
    """The times in a column, float64.

    Raises:
        Refused: a cell is neither a number nor a date; rows are named.
    """
    times, wrong = read_times(table, column, words)
    findings = list(wrong_cells(context, table, column, wrong, "a time", _help(table, column, words))) if len(wrong) else []
    if findings:
        raise Refused(*findings)
    return times


def _help(table: Table, column: str, words: Words) -> str:
    forms = date_forms([str(cell) for cell in np.unique(table[column][present(table[column], words.missing)])])
    said = " or ".join(f'`date_format = "{form}"`' for form in forms[:2]) or "`date_format`"
    return f"state {said}" if forms else f"write numbers, dates like 2024-05-31, 2024-05, 2024-W22 or 2024-Q2, or state {said}"


def read_times(table: Table, column: str, words: Words, rows: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The times in some rows of a column (None for all), NaN where a cell is no time; and the places of these among the rows."""
    cells = table[column] if rows is None else table[column][rows]
    there = present(cells, words.missing)
    read = parsed(cells, there, lambda text: to_number(text, words.numbers))
    if len(read.wrong) or _are_days(cells[there]):  # the way in which more cells are times names those at fault
        dates = parsed(cells, there, lambda text: to_seconds(text, words.date_format))
        read = read if len(read.wrong) < len(dates.wrong) else dates
    return read.values, np.flatnonzero(np.isnan(read.values))


def _are_days(cells: np.ndarray) -> bool:
    """Whether numbers are days (`20240531`), which run on evenly as dates and not as numbers."""
    return bool(len(cells)) and all(_DAY.fullmatch(str(cell)) for cell in np.unique(cells))
