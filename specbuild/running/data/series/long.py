"""Long tables: a row is a step, a column says of which series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.series.times import times_of
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.table import Table


class Layout(NamedTuple):
    """Which rows are which series.

    Attributes:
        ids: The name of each series, in the order of its first row.
        rows: The rows of each, in the order of time.
    """

    ids: list[str]
    rows: list[np.ndarray]


def layout(context: LoadContext, table: Table, id: str, time: str | None, words: Words) -> Layout:
    """Find the series of a table.

    Args:
        context: What belongs to the run.
        table: The table.
        id: The column that says of which series a step is.
        time: The column by which steps are put in order; None for the order of the rows.
        words: How cells are understood.

    Raises:
        Refused: two steps of a series have the same time, or a time is none.
    """
    names, first, of_row = np.unique(table[id], return_index=True, return_inverse=True)
    rows = [np.flatnonzero(of_row == number) for number in np.argsort(first)]
    if time is not None:
        times = times_of(context, table, time, words)
        rows = [some[np.argsort(times[some], kind="stable")] for some in rows]
        twice = [some[1:][np.diff(times[some]) == 0] for some in rows]
        findings = [_twice(context, table, int(row), time) for some in twice for row in some]
        if findings:
            raise Refused(*findings[:10])
    return Layout([str(names[number]) for number in np.argsort(first)], rows)


def _twice(context: LoadContext, table: Table, row: int, time: str) -> Finding:
    message = f"{table.place(row)}: the series has another step at `{table[time][row]}`"
    return context.finding("D609", "time", message, help="remove one of them, or name another column")


def one_a_series(context: LoadContext, table: Table, found: Layout, columns: Sequence[str]) -> Table:
    """The table with one row for each series: its first; these columns have to be the same in all its rows.

    Raises:
        Refused: a column changes within a series.
    """
    findings = [
        context.finding(
            "D604", "target", f"`{name}` changes within the series `{series}`: {table.place(int(rows[row]))}", help="one value a series"
        )
        for series, rows in zip(found.ids, found.rows, strict=True)
        for name in columns
        for row in np.flatnonzero(table[name][rows] != table[name][rows[0]])[:1]
    ]
    if findings:
        raise Refused(*findings[:10])
    first = np.array([rows.min() for rows in found.rows])
    parts = None if table.parts is None else [table.parts[row] for row in first]
    return Table({name: table[name][first] for name in columns}, [table.files[row] for row in first], table.lines[first], parts)
