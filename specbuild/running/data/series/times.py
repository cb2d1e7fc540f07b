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
    there = present(table[column], words.missing)
    by_number = parsed(table[column], there, lambda text: to_number(text, words.numbers))
    read = by_number if not len(by_number.wrong) else parsed(table[column], there, lambda text: to_seconds(text, words.date_format))
    wrong = np.flatnonzero(np.isnan(read.values))
    findings = list(wrong_cells(context, table, column, wrong, "a time", "write numbers, dates like 2024-05-31, or state `date_format`"))
    if findings:
        raise Refused(*findings)
    return read.values
