"""Long tables: a row is a step, a column says of which series."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.inputs import given
from specbuild.running.data.samples import Learnt
from specbuild.running.data.series.asked import Asked
from specbuild.running.data.series.columns import beside, chosen_values, targets_of
from specbuild.running.data.series.gathered import Gathered
from specbuild.running.data.series.steps import Answerable, numbers, numbers_by_row, to_answer, without_gaps
from specbuild.running.data.series.times import read_times, times_of
from specbuild.running.data.tables.aside import row_parts, split_values
from specbuild.running.data.tables.choose import find, find_all
from specbuild.running.data.tables.features import Words, about_cell
from specbuild.running.data.tables.read import read_file, read_table
from specbuild.running.data.tables.table import Table


def gather(context: LoadContext, asked: Asked) -> Gathered:
    """The series of a long table, with what is to be predicted for each.

    Raises:
        Refused: the spec does not say which rows belong together, or the table is not what it says.
    """
    if asked.id is None:
        message = "a long table needs the column that says of which series a step is"
        raise Refused(context.finding("D601", "id", message, help='write `id = "..."`; one single series is for the loader `forecast`'))
    table = read_table(context, asked.path, asked.form)
    targets, part, split = beside(context, table, asked)
    id_, time = _id_and_time(context, table, asked)
    columns = chosen_values(context, table, asked, [*targets, *split, part, id_, time])
    found = layout(context, table, id_, time, asked.words)
    steps = numbers(context, table, columns, asked.words)
    made, notes = without_gaps(context, [steps[rows] for rows in found.rows], [f"series `{name}`" for name in found.ids], asked.on_missing)
    once = one_a_series(context, table, found, [*targets, *split, *([part] if part else [])])
    return Gathered(
        ids=found.ids,
        series=made,
        channels=tuple(columns),
        targets=targets_of(context, once, targets, asked),
        parts=row_parts(context, once, part),
        groups=split_values(once, split, asked.words),
        notes=tuple(notes),
    )


def to_predict(context: LoadContext, source: Path, learnt: Learnt, asked: Asked) -> Answerable:
    """The series of another long table, by file and name.

    Raises:
        Refused: it cannot be read whole; a row that is lost would be a step that is lost, of nobody knows which series.
    """
    table = read_file(context, source, asked.form)
    id_, time = _id_and_time(context, table, asked)
    cells, wrong = numbers_by_row(table, find_all(context, table.names, learnt["channels"], "values", patterns=False), asked.words)
    series, faults = dict[str, np.ndarray](), dict[str, str]()
    for name, rows in zip(*_together(table, id_), strict=True):
        ordered, fault = _in_order(table, rows, time, asked.words)
        cell = next((f"row {table.lines[row]}: {wrong[row]}" for row in rows.tolist() if row in wrong), "")
        series[f"{given(source)}:{name}"] = cells[ordered]
        if fault or cell:
            faults[f"{given(source)}:{name}"] = fault or cell
    return to_answer(series, faults, asked.on_missing)


def _in_order(table: Table, rows: np.ndarray, time: str | None, words: Words) -> tuple[np.ndarray, str]:
    """The rows of a series in the order of time; and what is wrong with their times, where something is."""
    if time is None:
        return rows, ""
    times, wrong = read_times(table, time, words, rows)
    order = np.argsort(times, kind="stable")
    rows_, twice = rows[order], np.flatnonzero(np.diff(times[order]) == 0)
    if len(wrong):
        return rows_, f"row {table.lines[rows[wrong[0]]]}: {about_cell(table, time, int(rows[wrong[0]]), 'a time')}"
    row = rows_[twice[0] + 1] if len(twice) else None
    return rows_, "" if row is None else f"row {table.lines[row]}: it has another step at `{table[time][row]}`"


def _id_and_time(context: LoadContext, table: Table, asked: Asked) -> tuple[str, str | None]:
    assert asked.id is not None
    time = None if asked.time is None else find(context, table.names, asked.time, "time")
    return find(context, table.names, asked.id, "id"), time


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
    ids, rows = _together(table, id)
    if time is not None:
        times = times_of(context, table, time, words)
        rows = [some[np.argsort(times[some], kind="stable")] for some in rows]
        twice = [some[1:][np.diff(times[some]) == 0] for some in rows]
        findings = [_twice(context, table, int(row), time) for some in twice for row in some]
        if findings:
            raise Refused(*findings[:10])
    return Layout(ids, rows)


def _together(table: Table, id: str) -> Layout:
    """The rows of each series, in the order in which they stand."""
    names, first, of_row = np.unique(table[id], return_index=True, return_inverse=True)
    order = np.argsort(first)
    return Layout([str(names[number]) for number in order], [np.flatnonzero(of_row == number) for number in order])


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
