"""A table in which a row is a series and a column a step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.kinds.series_folder import blocks, gap_lines, length_of
from specbuild.running.recognise.kinds.table import aside_of, is_id
from specbuild.running.recognise.seen import Seen
from specbuild.running.recognise.sheet import Facts, Sheet
from specbuild.running.recognise.target import find_target, plain

_LEAST = 8  # steps
_SHARE = 0.8  # of the columns that are steps
_TIMELY = re.compile(
    r"(t|time|ts|step|s|day|d|hour|h|week|month|year|min|sec|v|val|value|x|dim|att|col|column)?_?\d+|\d{4}_\d{2}(_\d{2})?|dim_\d+_t_?\d+"
)
_PLAIN = re.compile(r"(t|time|ts|step|day|hour|week|month)_?\d+|\d{4}_\d{2}(_\d{2})?")
_ALIKE = 0.6  # correlation of neighbouring columns from which on they are steps of one thing


def draft(seen: Seen) -> Draft | None:
    """A spec for a wide table of series."""
    sheet = seen.sheet
    if sheet is None or len(sheet.columns) < _LEAST + 1:
        return None
    steps = _steps(sheet)
    if len(steps) < max(_LEAST, _SHARE * len(sheet.columns)):
        return None
    names = {column.name for column in steps}
    beside = [column for column in sheet.columns if column.name not in names]
    if not sheet.table.named or not beside:
        first, last = sheet.columns[0], sheet.columns[-1]
        beside = [first if first.different <= last.different else last]
        steps = [column for column in steps if column is not beside[0]]
    if not _follow(steps, sheet):
        return None
    return _draft(seen, sheet, steps, beside)


def _draft(seen: Seen, sheet: Sheet, steps: Sequence[Facts], beside: Sequence[Facts]) -> Draft:
    target = find_target(sheet, [column for column in beside if not is_id(column, len(sheet))])
    if target is None:
        message = f"`{seen.path.name}` is a table of {len(sheet):,} series, and no column beside their steps can be predicted"
        raise Refused(Finding("N006", (), message, help="add a column `label` or `target`; one single series belongs into one column"))
    if not sheet.table.named:
        side = "first" if beside[0] is sheet.columns[0] else "last"
        target = replace(target, why=f"not certain: the {side} column; to predict another, write its number")
    lines = [
        Line("type", "series"),
        Line("path", seen.written),
        Line("layout", "wide", "a row is a series, a column a step"),
        *target.lines,
    ]
    aside, left = aside_of(sheet, [column for column in beside if column.name not in target.names], weighted=False)
    lines += aside
    drop = [column.ref for column in left]
    if drop:
        lines.append(Line("drop", drop, "no steps"))
    lengths = [int(np.max(np.flatnonzero(row), initial=-1)) + 1 for row in np.stack([column.present for column in steps], axis=1)]
    gaps = sum(int((~column.present).sum()) for column in steps) > sum(len(steps) - length for length in lengths)
    if min(lengths) < max(lengths):
        why = f"they have {min(lengths)} to {max(lengths)} steps"
        lines += [Line("length", length_of(lengths), "steps that all are brought to"), Line("resize", "stretch", why)]
    lines += [*sheet.form_lines(), *sheet.number_lines(), *sheet.missing_lines(), *gap_lines(gaps)]
    found = f"{len(sheet):,} series of {len(steps)} steps, a row each; {target.aim.found()}."
    made = blocks(target.aim, Block("[loader]", lines), length_of(lengths), len(sheet), sheet.parts, tables=True)
    return Draft(found, made)


def _steps(sheet: Sheet) -> list[Facts]:
    """The columns that are numbered, dated or nameless, and hold numbers."""
    numbers = [column for column in sheet.columns if column.kind in ("numeric", "empty")]
    if not sheet.table.named:
        return numbers
    return [column for column in numbers if _TIMELY.fullmatch(plain(column.name))]


def _follow(steps: Sequence[Facts], sheet: Sheet) -> bool:
    """Whether columns are steps of one thing: by their names, or since neighbours are alike and those far apart less so."""
    if sheet.table.named and all(_PLAIN.fullmatch(plain(column.name)) for column in steps):
        return True
    chosen = steps[:200]
    values = np.stack([column.numbers(sheet.form.numbers)[:500] for column in chosen], axis=1)
    values = values[~np.isnan(values).any(axis=1)]
    if len(values) < 5:
        return False
    rows = np.std(values, axis=1)
    values = values[rows > 0]
    return _correlated(values, 1) >= _ALIKE and _correlated(values, 1) > _correlated(values, len(chosen) // 2) + 0.1


def _correlated(values: np.ndarray, apart: int) -> float:
    """The median over rows of how alike steps are that lie so far apart."""
    if len(values) == 0 or values.shape[1] - apart < 3:
        return 0.0
    centred = values - values.mean(axis=1, keepdims=True)
    return float(np.median((centred[:, :-apart] * centred[:, apart:]).mean(axis=1) / centred.var(axis=1)))
