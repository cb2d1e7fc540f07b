"""One file a series, in a folder for each class: a row is a step, a column a channel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.items import Item, of_files
from specbuild.running.data.folders.choose import chosen_tree
from specbuild.running.data.folders.listing import files_below
from specbuild.running.data.inputs import given
from specbuild.running.data.samples import Learnt
from specbuild.running.data.series.asked import Asked
from specbuild.running.data.series.gathered import Gathered
from specbuild.running.data.series.steps import Answerable, numbers, to_answer, without_gaps
from specbuild.running.data.series.times import times_of
from specbuild.running.data.tables.choose import about_nameless, find, find_all
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.read import is_table, read_file
from specbuild.running.data.tables.table import Table

SHOWN = 10


def gather(context: LoadContext, asked: Asked) -> Gathered:
    """The series of the files in class folders.

    Raises:
        Refused: no file is a table, or they cannot be read as series with the same channels.
    """
    tree = chosen_tree(
        context, asked.path, asked.classes, many="series", instead='write them in a table, with `layout = "long"` or `"wide"`'
    )
    items = of_files(tree)
    kept = [row for row, item in enumerate(items.items) if is_table(Path(item.paths[0]))]
    tables, others = [items.items[row] for row in kept], len(items.items) - len(kept)
    if not tables:
        raise Refused(
            context.finding("D603", "path", f"no file in `{asked.path}` is a table", help="each series is a CSV, TSV or Parquet file")
        )
    read, channels = read_series(context, tables, asked.form, asked.words, asked.values, asked.time, asked.drop)
    made, notes = without_gaps(context, read, [f"`{item.id}`" for item in tables], asked.on_missing)
    more = [f"{others} {'file is' if others == 1 else 'files are'} no table and left out"] if others else []
    return Gathered(
        ids=[item.id for item in tables],
        series=made,
        channels=channels,
        targets=items.targets.of(kept),
        parts=None if items.subsets is None else [items.subsets[row] for row in kept],
        notes=(*notes, *more, *items.notes),
    )


def to_predict(context: LoadContext, source: Path, learnt: Learnt, asked: Asked) -> Answerable:
    """The series of a file, or of all below a folder, by file."""
    files = [Path(name) for name in files_below(str(source), str(source)) if is_table(Path(name))] if source.is_dir() else [source]
    series, wrong = dict[str, np.ndarray](), dict[str, str]()
    for file in files:
        item = Item((str(file),), given(file))
        try:
            (series[item.id],), _ = read_series(context, [item], asked.form, asked.words, learnt["channels"], asked.time)
        except Refused as refused:
            wrong[item.id] = refused.findings[0].message
    return to_answer(series, wrong, asked.on_missing)


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
