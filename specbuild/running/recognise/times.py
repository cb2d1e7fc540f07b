"""Which columns are times, and how they run."""

from __future__ import annotations

import re

import numpy as np

from specbuild.running.data.tables.numbers import to_number, to_seconds
from specbuild.running.recognise import names
from specbuild.running.recognise.sheet import Facts, Sheet
from specbuild.running.recognise.target import plain

_WORD = re.compile(r"(^|_)(time|date|timestamp|datetime|year|month|day|hour)(_|$)")


def is_time(column: Facts, sheet: Sheet) -> bool:
    """Whether a column is called, or written, like times."""
    called = plain(column.name)
    if called not in names.TIMES and not (sheet.table.named and _WORD.search(called)) and column.kind != "date":
        return False
    return column.whole and not np.isnan(times(column, sheet)).any()


def times(column: Facts, sheet: Sheet) -> np.ndarray:
    """The times in a column as numbers, NaN where a cell is none."""
    numbers = [to_number(str(cell), sheet.form.decimal) for cell in column.cells]
    if any(number is None for number in numbers):
        numbers = [to_seconds(str(cell)) for cell in column.cells]
    return np.array([np.nan if number is None else number for number in numbers])
