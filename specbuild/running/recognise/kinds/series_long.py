"""A table in which a row is one step of one of many series."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from specbuild.running.recognise import names
from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.kinds.series_folder import blocks, gap_lines, length_lines, length_of
from specbuild.running.recognise.seen import Seen
from specbuild.running.recognise.sheet import Facts, Sheet
from specbuild.running.recognise.target import aim_of, find_target, plain
from specbuild.running.recognise.times import is_time, times

_LEAST = 4  # steps of a series, on average


def draft(seen: Seen) -> Draft | None:
    """A spec for a long table of series."""
    sheet = seen.sheet
    if sheet is None or not sheet.table.named or len(sheet.columns) < 3:
        return None
    of = next((column for column in sheet.columns if _names_series(column, sheet)), None)
    if of is None:
        return None
    groups = np.unique(of.cells, return_inverse=True)[1]
    time = next((column for column in sheet.columns if column is not of and is_time(column, sheet) and _rises(column, sheet, groups)), None)
    time = time or next((column for column in sheet.columns if column is not of and _counts_steps(column, sheet, groups)), None)
    if time is None and not _stands_together(of):
        return None  # nothing says in which order the rows of a series come
    constant = [column for column in sheet.columns if column not in (of, time) and _constant(column, groups)]
    values = [column for column in sheet.columns if column not in (of, time, *constant) and column.kind == "numeric"]
    target = find_target(_first_rows(sheet, groups), [_once(column, groups) for column in constant])
    if target is None or not values:
        return None
    once = target.columns[0]
    lengths = np.bincount(groups).tolist()
    lines = [
        Line("type", "series"),
        Line("path", seen.written),
        Line("layout", "long", "a row is one step of one series"),
        Line("id", of.ref, "says of which series a step is"),
        *target.lines,
        Line("values", [column.ref for column in values], "the channels"),
    ]
    if time is not None:
        lines.append(Line("time", time.ref, "puts the steps in order"))
    lines += [*length_lines(lengths), *sheet.form_lines(), *sheet.number_lines(), *sheet.missing_lines()]
    lines += gap_lines(any(not column.whole for column in values))
    aim: Aim | None = aim_of(_first_rows(sheet, groups), once)
    assert aim is not None
    made = blocks(aim, Block("[loader]", lines), length_of(lengths), len(lengths), sheet.parts, tables=True)
    return Draft(f"{len(lengths):,} series of {len(values)} channels, a row a step; {aim.found()}.", made)


def _names_series(column: Facts, sheet: Sheet) -> bool:
    """Whether a column names series: each of its cells stands in several rows."""
    called = plain(column.name)
    return (called in names.SERIES or called.endswith("_id")) and column.whole and 2 <= column.different <= len(sheet) / _LEAST


def _stands_together(column: Facts) -> bool:
    """Whether the rows of each series stand one below the other."""
    runs = 1 + int((column.cells[1:] != column.cells[:-1]).sum())
    return runs <= 2 * column.different


def _rises(column: Facts, sheet: Sheet, groups: np.ndarray) -> bool:
    order = np.lexsort((times(column, sheet), groups))
    at, of = times(column, sheet)[order], groups[order]
    return bool((np.diff(at)[of[1:] == of[:-1]] > 0).all())


def _counts_steps(column: Facts, sheet: Sheet, groups: np.ndarray) -> bool:
    """Whether a column counts the steps of each series, one by one."""
    if column.kind != "numeric" or not column.whole:
        return False
    counted = column.numbers(sheet.form.numbers)
    order = np.lexsort((counted, groups))
    at, of = counted[order], groups[order]
    return bool((np.diff(at)[of[1:] == of[:-1]] == 1).all())


def _constant(column: Facts, groups: np.ndarray) -> bool:
    first = np.unique(groups, return_index=True)[1]
    return bool((column.cells == column.cells[first][groups]).all())


def _once(column: Facts, groups: np.ndarray) -> Facts:
    first = np.unique(groups, return_index=True)[1]
    return Facts(column.name, column.ref, column.kind, column.cells[first], column.present[first], column.different)


def _first_rows(sheet: Sheet, groups: np.ndarray) -> Sheet:
    """The table with a row for each series, as far as its length goes."""
    first = np.unique(groups, return_index=True)[1]
    table = replace(sheet.table, lines=sheet.table.lines[first])
    return replace(sheet, table=table)
