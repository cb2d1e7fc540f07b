"""A table whose cells hold whole series, as in the `.ts` files of the archives and in lists of JSON."""

from __future__ import annotations

from specbuild.running.data.series.cells import NoStep, steps_of
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.missing import USUAL
from specbuild.running.data.tables.table import SERIES
from specbuild.running.recognise.draft import Block, Draft, Line, shown
from specbuild.running.recognise.kinds.series_folder import blocks, gap_lines, length_lines, length_of
from specbuild.running.recognise.kinds.table import aside_of, is_id
from specbuild.running.recognise.seen import Seen
from specbuild.running.recognise.sheet import Facts
from specbuild.running.recognise.target import find_target


def draft(seen: Seen) -> Draft | None:
    """A spec for a table with series in its cells."""
    sheet = seen.sheet
    channels = [] if sheet is None else [column for column in sheet.columns if column.kind == SERIES]
    if sheet is None or not channels:
        return None
    others = [column for column in sheet.columns if column not in channels]
    target = find_target(sheet, [column for column in others if not is_id(column, len(sheet))])
    if target is None:
        return None
    beside, left = aside_of(sheet, [column for column in others if column.name not in target.names], weighted=False)
    lines = [
        Line("type", "series"),
        Line("path", seen.written),
        Line("layout", "cells", f"a row is a series, its cells hold the steps; channels: {shown([one.name for one in channels])}"),
        *target.lines,
        *beside,
    ]
    if left:
        lines.append(Line("drop", [column.ref for column in left], "no channels"))
    steps = [found for column in channels for found in _steps(column)]
    lengths = [count for count, _ in steps] or [0]
    lines += [*length_lines(lengths), *sheet.missing_lines(), *gap_lines(any(gap for _, gap in steps))]
    found = f"{len(sheet):,} series of {len(channels)} channels, in the cells of a table; {target.aim.found()}."
    made = blocks(target.aim, Block("[loader]", lines), length_of(lengths), len(sheet), sheet.parts, tables=True)
    return Draft(found, made)


def _steps(column: Facts) -> list[tuple[int, bool]]:
    """How many steps each cell holds, and whether some between them are missing."""
    found = []
    for cell in column.cells:
        try:
            steps = steps_of(str(cell), Words(USUAL))
        except NoStep:
            continue  # the run will name it by its row
        found.append((len(steps), bool((steps != steps).any())))
    return found
