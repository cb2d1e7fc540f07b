"""Which columns are times, and how they run."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import numpy as np

from specbuild.running.data.tables.looks import date_forms
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
    numbers = [to_number(str(cell), sheet.form.numbers) for cell in column.cells]
    if any(number is None for number in numbers):
        form = date_format(column)
        numbers = [to_seconds(str(cell), form) for cell in column.cells]
    return np.array([np.nan if number is None else number for number in numbers])


def date_format(column: Facts) -> str | None:
    """How dates are written, where it is not ISO 8601: the first form in which all can be read, and rise if any form makes them rise."""
    cells = [str(cell) for cell in column.cells]
    if not cells or to_seconds(cells[0]) is not None:
        return None
    fitting = date_forms(cells)
    return next((form for form in fitting if _rise([to_seconds(cell, form) or 0.0 for cell in cells])), fitting[0] if fitting else None)


def _rise(moments: Sequence[float]) -> bool:
    return all(before < after for before, after in itertools.pairwise(moments))
