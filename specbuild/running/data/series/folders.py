"""One file a series, in a folder for each class: a row is a step, a column a channel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.items import Item
from specbuild.running.data.series.steps import numbers
from specbuild.running.data.series.times import times_of
from specbuild.running.data.tables.choose import about_nameless, find, find_all
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.read import read_file
from specbuild.running.data.tables.table import Table
from specbuild.running.data.tables.text import Form

SHOWN = 10


def read_series(
    context: LoadContext,
    items: Sequence[Item],
    form: Form,
    words: Words,
    values: Sequence[str | int] | None,
    time: str | int | None,
    drop: Sequence[str | int] | None = None,
) -> tuple[list[np.ndarray], tuple[str, ...]]:
    """The series of some files.

    Args:
        context: What belongs to the run.
        items: The files.
        form: How they are written.
        words: How cells are understood.
        values: The columns that are channels; None for all but `time` and those dropped.
        time: The column by which steps are put in order.
        drop: Columns that are no channels.

    Returns:
        For each an array of shape (steps, channels), NaN where a value is missing; and the names of the channels.

    Raises:
        Refused: a file cannot be read exactly, files have different columns, or all together are too large.
    """
    series, names, findings, size = list[np.ndarray](), tuple[str, ...](), list[Finding](), 0
    for done, item in enumerate(items, 1):
        try:
            table = _named(read_file(context, Path(item.paths[0]), form), item.id)
            chosen = _channels(context, table, values, time, drop)
            if names and chosen != names:
                findings.append(_differ(context, item.id, chosen, names))
            names = names or chosen
            series.append(_ordered(context, table, chosen, time, words))
        except Refused as refused:
            findings += refused.findings
        size += series[-1].nbytes if series else 0
        if size > context.memory:
            message = f"the series hold more than the {context.memory / 2**20:,.0f} MiB that data may take"
            raise Refused(context.finding("D606", "path", message, help="save them as one array, which can stay on the disk (`array`)"))
        context.progress(done, len(items))
    if findings:
        more = [context.finding("D605", "path", f"{len(findings) - SHOWN} more files are wrong", help="mend them all")]
        raise Refused(*findings[:SHOWN], *(more if len(findings) > SHOWN else []))
    return series, names


def _named(table: Table, name: str) -> Table:
    return Table(table.columns, [name] * len(table), table.lines, None, table.kinds, table.named, table.nameless)


def _channels(
    context: LoadContext, table: Table, values: Sequence[str | int] | None, time: str | int | None, drop: Sequence[str | int] | None
) -> tuple[str, ...]:
    if values is not None:
        return tuple(find_all(context, table.names, values, "values"))
    without = {*find_all(context, table.names, drop or [], "drop"), *([] if time is None else [find(context, table.names, time, "time")])}
    chosen = tuple(name for name in table.names if name not in without)
    findings = list(about_nameless(context, table, chosen))
    if findings:
        raise Refused(*findings)
    if not chosen:
        raise Refused(context.finding("D319", "drop", f"{table.files[0]}: no column is left for the steps", help="drop fewer"))
    return chosen


def _ordered(context: LoadContext, table: Table, channels: Sequence[str], time: str | int | None, words: Words) -> np.ndarray:
    steps = numbers(context, table, channels, words)
    if time is None:
        return steps
    return steps[np.argsort(times_of(context, table, find(context, table.names, time, "time"), words), kind="stable")]


def _differ(context: LoadContext, name: str, found: Sequence[str], wanted: Sequence[str]) -> Finding:
    message = f"`{name}` has the columns {', '.join(found[:5])}, other files {', '.join(wanted[:5])}"
    return context.finding("D605", "path", message, help="name the columns that all have: `values = [...]`")
