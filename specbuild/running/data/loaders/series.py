"""`series`: series of one or several channels, in wide or long tables or one file each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.copies import about_copies, numbered
from specbuild.running.data.files.items import Item, of_files
from specbuild.running.data.folders.choose import chosen_tree
from specbuild.running.data.folders.listing import files_below
from specbuild.running.data.inputs import given, nothing, unlabelled
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.series import folders, lengths, long, wide
from specbuild.running.data.series.gathered import Gathered
from specbuild.running.data.series.lengths import Fit, check_padding
from specbuild.running.data.series.steps import numbers, without_gaps
from specbuild.running.data.tables.aside import row_names, row_parts
from specbuild.running.data.tables.choose import Column, Columns, about_nameless, find, find_all
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.missing import USUAL
from specbuild.running.data.tables.options import Decimal, Delimiter, Encoding, Header
from specbuild.running.data.tables.read import is_table, read_file, read_table
from specbuild.running.data.tables.table import Table
from specbuild.running.data.tables.targets import read_targets
from specbuild.running.data.tables.text import Form

KIND = "series"
MANY_ROWS = True  # see `loaders/__init__.py`


def series(
    context: LoadContext,
    *,
    path: str,
    layout: Literal["wide", "long", "folders"],
    target: Column | Columns | None = None,
    values: Columns | None = None,
    channels: Annotated[int, Field(ge=1)] = 1,
    id: Column | None = None,
    time: Column | None = None,
    drop: Columns | None = None,
    length: Annotated[int, Field(ge=2)] | None = None,
    resize: Literal["pad", "stretch"] = "pad",
    padding: float = 0.0,
    scale: Literal["standard", "series", "none"] = "standard",
    on_missing: Literal["stop", "interpolate"] = "stop",
    missing: list[str] = USUAL,
    classes: Annotated[list[str], Field(min_length=2)] | None = None,
    separator: Annotated[str, Field(min_length=1)] | None = None,
    split_columns: Columns | None = None,
    part: Column | None = None,
    header: Header = "auto",
    delimiter: Delimiter = "auto",
    decimal: Decimal = ".",
    date_format: str | None = None,
    encoding: Encoding = "auto",
) -> Samples:
    """Series of one or several channels, with something to predict for each.

    `wide`: a row of a table is a series, a column a step; steps missing at the end were never there. `long`: a row is a step, `id` says of
    which series, the columns `values` are the channels. `folders`: a file is a series, in a folder for its class, a row a step, a column a
    channel. Series of different lengths are filled up at the end: let `Masking` with `mask_value` equal to `padding` be the first layer,
    and layers that know masks (recurrent ones, `GlobalAveragePooling1D`) leave the padding out.

    Args:
        context: What belongs to the run.
        path: The table, also compressed; a folder with the tables `train` and `test`, which are ready-made parts for the split `folders`;
            or, for `folders`, the folder that holds the class folders (or `train` and `test` with class folders in each).
        layout: How the series are written.
        target: The column to predict, for `wide` and `long`; several for multilabel or regression. In a long table it is the same in all
            rows of a series.
        values: The columns of the steps (`wide`), or of the channels, by name, number or pattern; left out, all that are used for nothing
            else.
        channels: For `wide`: how many channels the columns hold, those of one channel before those of the next.
        id: For `long`: the column that says of which series a step is. For `wide`: a column that names each row.
        time: For `long` and `folders`: the column that puts the steps in order; left out, the order of the rows.
        drop: Columns to leave out.
        length: Steps of a sample; left out, those of the longest series.
        resize: What is done about other lengths: `pad` fills up at the end, and cuts off there what is longer; `stretch` interpolates.
        padding: The number that fills up, after scaling.
        scale: Each channel by the mean and standard deviation of the training rows, each series by its own, or not at all.
        on_missing: What to do about a step that is missing between others: stop, or interpolate between its neighbours.
        missing: Cells that mean that there is no value.
        classes: The classes, in the order of the model's outputs; left out, all in natural order.
        separator: For a multilabel target in one column, what stands between the labels.
        split_columns: Columns that a split needs (`group`, `time`, `hash`, `column`).
        part: A column that says which part a series is in, for the split `folders`.
        header: Whether the first row holds the names of the columns; `"auto"` takes it for names if none of its cells is a number.
        delimiter: The character between cells; `"auto"` finds it.
        decimal: The decimal mark of numbers.
        date_format: How dates in `time` are written, as for `strptime`; left out, ISO 8601.
        encoding: The encoding of the text.

    Returns:
        Samples of shape (length, channels), float32.

    Raises:
        Refused: the series cannot be read exactly, or are not what the spec says; files and rows are named.
    """
    asked = Asked(
        path, target, values, channels, id, time, drop, on_missing, classes, separator, split_columns, part,
        Form(header, delimiter, encoding, decimal), Words(missing, decimal, date_format),
    )  # fmt: skip
    gathered = LAYOUTS[layout](context, asked)
    return _learning(
        context,
        gathered,
        lambda rows: lengths.learn(gathered.series, rows, length, resize, padding, scale),
        lambda learnt: lengths.known(learnt, resize, padding, scale, len(gathered.channels)),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of `series` that say how series are read."""

    path: str
    target: str | int | list[str | int] | None
    values: list[str | int] | None
    channels: int
    id: str | int | None
    time: str | int | None
    drop: list[str | int] | None
    on_missing: str
    classes: list[str] | None
    separator: str | None
    split_columns: list[str | int] | None
    part: str | int | None
    form: Form
    words: Words


def _learning(context: LoadContext, gathered: Gathered, fit_of: Callable[[np.ndarray], Fit], known: Callable[[Learnt], Fit]) -> Samples:
    digests = gathered.digests()
    content = numbered([bytes.fromhex(digest) for digest in digests])
    sizes = [len(one) for one in gathered.series]
    about = [f"series have {min(sizes)} to {max(sizes)} steps"] if min(sizes) != max(sizes) else []
    samples = Samples(
        ids=gathered.ids,
        targets=gathered.targets.values,
        classes=gathered.targets.classes,
        shape=(max(sizes), len(gathered.channels)),
        dtype=np.dtype(np.float32),
        value_range=None,
        read=_not_yet,
        digests=lambda: digests,
        subsets=gathered.parts,
        target_names=gathered.targets.names,
        notes=(*gathered.notes, *about, *about_copies(content, gathered.ids, gathered.targets.labels(), ("series", "series"))),
        groups={**gathered.groups, "content": content},
        kind=KIND,
    )

    def learn(rows: np.ndarray) -> tuple[Learnt, Samples]:
        fit = fit_of(rows)
        return {"channels": list(gathered.channels), **gathered.learnt, **fit.as_json()}, made_by(fit)

    def apply(learnt: Learnt) -> Samples:
        if list(gathered.channels) != list(learnt["channels"]):
            there, wanted = (", ".join(f"`{name}`" for name in names[:5]) for names in (gathered.channels, learnt["channels"]))
            message = f"the channels are {there}, and those of the run {wanted}"
            raise Refused(context.finding("D605", "path", message, help="name them with `values`"))
        return made_by(known(learnt))

    def made_by(fit: Fit) -> Samples:
        padded = check_padding(context, gathered.series, gathered.ids, fit)
        longer = sum(size > fit.length for size in sizes) if fit.resize == "pad" else 0
        notes = [f"{longer} series are longer than {fit.length} steps and cut off there"] if longer else []
        shape = (fit.length, len(gathered.channels))
        read = _Reader(gathered.series, fit)
        whole = int(np.prod((len(samples), *shape), dtype=object)) * 4 <= context.memory
        return replace(
            samples, shape=shape, read=read, learn=None, decoded=read(np.arange(len(samples))) if whole else None,
            padding=fit.padding if padded else None, notes=(*samples.notes, *notes),
        )  # fmt: skip

    return replace(samples, learn=learn, apply=apply)


def _not_yet(rows: np.ndarray) -> np.ndarray:
    raise AssertionError("series get their scale once training rows have been learnt from")


@dataclass(frozen=True, slots=True)
class _Reader:
    series: Sequence[np.ndarray]
    fit: Fit

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        return np.stack([self.fit(self.series[row]) for row in rows])


def _wide(context: LoadContext, asked: Asked) -> Gathered:
    table = read_table(context, asked.path, asked.form)
    targets, part, split = _beside(context, table, asked)
    name = None if asked.id is None else find(context, table.names, asked.id, "id")
    columns = _values(context, table, asked, [*targets, *split, part, name])
    read = wide.series_of(context, table, columns, asked.channels, asked.words)
    made, notes = without_gaps(context, read, [table.place(row) for row in range(len(table))], asked.on_missing)
    channels = tuple(columns[0 :: len(columns) // asked.channels])
    groups = {column: table[column] for column in split}
    return Gathered(
        row_names(context, table, name),
        made,
        channels,
        _targets(context, table, targets, asked),
        row_parts(context, table, part),
        groups,
        tuple(notes),
        {"columns": columns},
    )


def _long(context: LoadContext, asked: Asked) -> Gathered:
    if asked.id is None:
        message = "a long table needs the column that says of which series a step is"
        raise Refused(context.finding("D601", "id", message, help='write `id = "..."`; one single series is for the loader `forecast`'))
    table = read_table(context, asked.path, asked.form)
    targets, part, split = _beside(context, table, asked)
    id_, time = find(context, table.names, asked.id, "id"), None if asked.time is None else find(context, table.names, asked.time, "time")
    columns = _values(context, table, asked, [*targets, *split, part, id_, time])
    found = long.layout(context, table, id_, time, asked.words)
    steps = numbers(context, table, columns, asked.words)
    made, notes = without_gaps(context, [steps[rows] for rows in found.rows], [f"series `{name}`" for name in found.ids], asked.on_missing)
    once = long.one_a_series(context, table, found, [*targets, *split, *([part] if part else [])])
    groups = {column: once[column] for column in split}
    parts = row_parts(context, once, part)
    return Gathered(found.ids, made, tuple(columns), _targets(context, once, targets, asked), parts, groups, tuple(notes))


def _folders(context: LoadContext, asked: Asked) -> Gathered:
    tree = chosen_tree(
        context, asked.path, asked.classes, many="series", instead='write them in a table, with `layout = "long"` or `"wide"`'
    )
    items = of_files(tree)
    tables = [item for item in items.items if is_table(Path(item.paths[0]))]
    others = len(items.items) - len(tables)
    kept = [row for row, item in enumerate(items.items) if is_table(Path(item.paths[0]))]
    if not tables:
        raise Refused(
            context.finding("D603", "path", f"no file in `{asked.path}` is a table", help="each series is a CSV, TSV or Parquet file")
        )
    read, channels = folders.read_series(context, tables, asked.form, asked.words, asked.values, asked.time, asked.drop)
    made, notes = without_gaps(context, read, [f"`{item.id}`" for item in tables], asked.on_missing)
    more = [f"{others} {'file is' if others == 1 else 'files are'} no table and left out"] if others else []
    subsets = items.subsets
    parts = None if subsets is None else [subsets[row] for row in kept]
    return Gathered([item.id for item in tables], made, channels, items.targets.of(kept), parts, {}, (*notes, *more, *items.notes))


LAYOUTS: Mapping[str, Callable[[LoadContext, Asked], Gathered]] = {"wide": _wide, "long": _long, "folders": _folders}


def _beside(context: LoadContext, table: Table, asked: Asked) -> tuple[list[str], str | None, list[str]]:
    """The columns of the targets, of the part, and those for a split."""
    if asked.target is None:
        raise Refused(context.finding("D601", "target", "a table needs the column to predict", help='write `target = "..."`'))
    several = isinstance(asked.target, list)
    targets = find_all(context, table.names, asked.target, "target") if isinstance(asked.target, list) else []
    targets = targets if several else [find(context, table.names, asked.target, "target")]  # type: ignore[arg-type]
    part = None if asked.part is None else find(context, table.names, asked.part, "part")
    return targets, part, find_all(context, table.names, asked.split_columns or [], "split_columns", patterns=False)


def _values(context: LoadContext, table: Table, asked: Asked, aside: Sequence[str | None]) -> list[str]:
    if asked.values is not None:
        chosen = find_all(context, table.names, asked.values, "values")
    else:
        dropped = find_all(context, table.names, asked.drop or [], "drop")
        chosen = [name for name in table.names if name not in aside and name not in dropped]
        nameless = list(about_nameless(context, table, chosen))
        if nameless:
            raise Refused(*nameless)
    used = [name for name in chosen if name in aside]
    if used:
        message = f"the column `{used[0]}` is used for something else and is no step of a series"
        raise Refused(context.finding("D312", "values", message, help="take it out of `values`"))
    if not chosen:
        raise Refused(context.finding("D319", "values", "no column is left for the steps", help="name them with `values`"))
    return chosen


def _targets(context: LoadContext, table: Table, columns: Sequence[str], asked: Asked) -> Any:
    return read_targets(context, table, columns, asked.words, classes=asked.classes, separator=asked.separator)


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Series to predict for, from files written like those of the training; see `loaders/__init__.py`."""
    form = Form(arguments["header"], arguments["delimiter"], arguments["encoding"], arguments["decimal"])
    words = Words(arguments["missing"], arguments["decimal"], arguments["date_format"])
    found, reasons = dict[str, np.ndarray](), dict[str, str]()
    for source in sources:
        try:
            found.update(_GIVEN[arguments["layout"]](context, source, learnt, arguments, form, words))
        except Refused as refused:
            reasons[given(source)] = f"cannot be read: {refused.findings[0].message}"
    if not found:
        return nothing(reasons)
    fit = lengths.known(learnt, arguments["resize"], arguments["padding"], arguments["scale"], len(learnt["channels"]))
    reader = _Reader(list(found.values()), fit)
    made = unlabelled(list(found), (fit.length, len(learnt["channels"])), np.dtype(np.float32), reader)
    return replace(made, unreadable=reasons, kind=KIND, padding=fit.padding)


def _given_wide(context: LoadContext, source: Path, learnt: Learnt, arguments: Any, form: Form, words: Words) -> dict[str, np.ndarray]:
    table = read_file(context, source, form)
    columns = _steps_of(context, source, table, learnt, arguments)
    read = wide.series_of(context, table, columns, len(learnt["channels"]), words)
    made, _ = without_gaps(context, read, [table.place(row) for row in range(len(table))], arguments["on_missing"])
    return {f"{given(source)}:{line}": one for line, one in zip(table.lines, made, strict=True)}


def _steps_of(context: LoadContext, source: Path, table: Table, learnt: Learnt, arguments: Any) -> list[str]:
    """The columns of the steps, as they were in training; what may stand beside them is what stood there.

    Raises:
        Refused: a step is missing, or a column is there that training did not have.
    """
    wanted: list[str] = learnt["columns"]
    if not table.named and len(table.names) == len(wanted):
        return list(table.names)  # the steps alone, without what stood beside them
    aside = [arguments[key] for key in ("target", "id", "part", "drop", "split_columns") if arguments[key] is not None]
    beside = {
        name
        for one in aside
        for name in find_all(context, table.names, [name for name in (one if isinstance(one, list) else [one]) if _there(table, name)], "")
    }
    foreign = [name for name in table.names if name not in wanted and name not in beside]
    if foreign and not arguments["values"]:
        named = ", ".join(f"`{name}`" for name in foreign[:5]) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
        message = f"{source.name} has columns that training did not have: {named}"
        raise Refused(context.finding("D605", "path", message, help="remove them, or name the steps with `values`"))
    return find_all(context, table.names, wanted, "values", patterns=False)


def _there(table: Table, name: str | int) -> bool:
    return isinstance(name, int) or any(fnmatchcase(one, name) for one in table.names)


def _given_long(context: LoadContext, source: Path, learnt: Learnt, arguments: Any, form: Form, words: Words) -> dict[str, np.ndarray]:
    table = read_file(context, source, form)
    time = None if arguments["time"] is None else find(context, table.names, arguments["time"], "time")
    layout = long.layout(context, table, find(context, table.names, arguments["id"], "id"), time, words)
    steps = numbers(context, table, find_all(context, table.names, learnt["channels"], "values", patterns=False), words)
    made, _ = without_gaps(context, [steps[rows] for rows in layout.rows], layout.ids, arguments["on_missing"])
    return {f"{given(source)}:{name}": one for name, one in zip(layout.ids, made, strict=True)}


def _given_files(context: LoadContext, source: Path, learnt: Learnt, arguments: Any, form: Form, words: Words) -> dict[str, np.ndarray]:
    files = [Path(name) for name in files_below(str(source), str(source)) if is_table(Path(name))] if source.is_dir() else [source]
    items = [Item((str(file),), given(file)) for file in files]
    read, _ = folders.read_series(context, items, form, words, learnt["channels"], arguments["time"])
    made, _ = without_gaps(context, read, [item.id for item in items], arguments["on_missing"])
    return {item.id: one for item, one in zip(items, made, strict=True)}


_GIVEN = {"wide": _given_wide, "long": _given_long, "folders": _given_files}
