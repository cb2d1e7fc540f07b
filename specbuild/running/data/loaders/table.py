"""`table`: rows of a table (CSV, TSV, Parquet, JSON), as one vector each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.items import Targets
from specbuild.running.data.folders.listing import files_below
from specbuild.running.data.folders.names import printable
from specbuild.running.data.inputs import given, nothing, unlabelled
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.tables.aside import copies, row_digests, row_names, row_parts, row_weights, split_values
from specbuild.running.data.tables.choose import Column, Columns, about_nameless, find, find_all
from specbuild.running.data.tables.features import Feature, Vectors, Words, about_wrong, read_features, read_known, row_faults
from specbuild.running.data.tables.form import Form, notation, notation_of
from specbuild.running.data.tables.kinds.kind import Making, Read
from specbuild.running.data.tables.missing import USUAL
from specbuild.running.data.tables.options import Comment, Decimal, Delimiter, Encoding, Header, Quotechar, SkipLines, Thousands, Units
from specbuild.running.data.tables.read import is_table, read_file, read_table
from specbuild.running.data.tables.table import Table
from specbuild.running.data.tables.targets import read_targets

KIND = "vector"
MANY_ROWS = True  # see `loaders/__init__.py`
SHOWN = 10
Kind = Literal["numeric", "categorical", "boolean", "date"]
Levels = Annotated[list[str], Field(min_length=2)]


def table(
    context: LoadContext,
    *,
    path: str,
    target: Column | Columns,
    features: Columns | None = None,
    drop: Columns | None = None,
    types: dict[str, Kind | Levels] | None = None,
    on_missing: Literal["stop", "impute", "drop"] = "stop",
    missing: list[str] = USUAL,
    scale: Literal["standard", "minmax", "none"] = "standard",
    most_levels: Annotated[int, Field(ge=2)] = 64,
    hashed: Annotated[int, Field(ge=2, le=65_536)] = 64,
    classes: Annotated[list[str], Field(min_length=2)] | None = None,
    separator: Annotated[str, Field(min_length=1)] | None = None,
    weights: Column | None = None,
    split_columns: Columns | None = None,
    part: Column | None = None,
    id: Column | None = None,
    header: Header = "auto",
    delimiter: Delimiter = "auto",
    decimal: Decimal = ".",
    thousands: Thousands | None = None,
    units: Units | None = None,
    date_format: str | None = None,
    encoding: Encoding = "auto",
    quotechar: Quotechar = '"',
    comment: Comment | None = None,
    skip_lines: SkipLines = 0,
) -> Samples:
    """Rows of a table (CSV, TSV, Parquet, JSON), as one vector each: numbers scaled, words a number for each level, dates their cycles.

    What a column holds is inferred, and can be stated. Whatever has to be learnt for that (means, levels, fill values) is learnt from the
    training rows alone and kept as `learnt.json` with the run. Columns are named, or numbered from 1. Blanks around a cell do not count.

    Args:
        context: What belongs to the run.
        path: The file, also compressed (gzip, bzip2, xz, zip); or a folder with the files `train`, `test` and perhaps `validation`, which
            are then ready-made parts for the split `folders`.
        target: The column to predict; several for multilabel (columns of 0 and 1) or regression.
        features: The columns to predict from, by name, number or pattern (`"t*"`); left out, all that are used for nothing else.
        drop: Columns to leave out.
        types: What columns hold, by name, where inference is wrong: `"numeric"`, `"categorical"`, `"boolean"`, `"date"`, or a list of
            levels, least first, for words that have an order.
        on_missing: What to do about missing features: stop; impute the median of the training rows beside a mark where it was missing
            (for words a level of their own); or drop the rows.
        missing: Cells that mean that there is no value.
        scale: How numbers are scaled: to mean 0 and standard deviation 1, to the range from 0 to 1, or not at all.
        most_levels: Levels of words that become a number each; columns with more are hashed.
        hashed: Numbers that a hashed column becomes.
        classes: The classes, in the order of the model's outputs; left out, all labels in natural order. The second is the positive one of
            a binary task.
        separator: For a multilabel target in one column, what stands between the labels of a row.
        weights: A column that says how much each row counts in the loss of training.
        split_columns: Columns that a split needs (`group`, `time`, `hash`, `column`); they are no features.
        part: A column that says which part each row is in: `train`, `validation` or `test`, for the split `folders`.
        id: A column that names each row.
        header: Whether the first row holds the names of the columns, or how many rows do; `"auto"` takes it for names if no cell of it is a
            number.
        delimiter: The character between cells, or `"whitespace"`; `"auto"` finds comma, semicolon, tab, bar or blanks.
        decimal: The decimal mark of numbers.
        thousands: The mark between thousands (`1,000`); a blank stands for all kinds of blanks.
        units: What stands before or after numbers and is no part of them: `["$", "%"]` reads `$5` as 5 and `12 %` as 12.
        date_format: How dates are written, as for Python's `strptime`; left out, ISO 8601 (`2024-05-31`).
        encoding: The encoding of the text; `"auto"` is UTF-8, or what a byte-order mark says.
        quotechar: What stands around cells that hold delimiters; `"none"` where every quotation mark is text.
        comment: What lines of the table begin with that are no rows, such as `"#"`.
        skip_lines: Lines above the table.

    Returns:
        Samples of shape (features,), float32.

    Raises:
        Refused: the table cannot be read exactly, or is not what the spec says; files and rows are named.
    """
    words = Words(missing, notation(context, decimal, thousands, units), date_format)
    read = read_table(context, path, Form(header, delimiter, encoding, quotechar, comment, skip_lines, words.numbers))
    roles = _roles(context, read, target, features, drop, weights, split_columns, part, id)
    targets = read_targets(context, read, roles.targets, words, classes=classes, separator=separator)
    made, notes = read_features(context, read, roles.features, _types(context, read, types), words)
    kept, more = _without_missing(context, read, made, on_missing)
    whole = _samples(context, read, roles, words, targets, made)
    chosen = _chosen(whole, made, kept, Making(scale, most_levels, hashed), context.memory, (*notes, *more))

    def apply(learnt: Learnt) -> Samples:
        known = read_known(context, read, learnt["features"], words)
        if wrong := list(about_wrong(context, read, known)):
            raise Refused(*wrong)
        vectors = Vectors([replace(one, column=one.rows(kept)) for one in known], learnt["features"])
        return as_vectors(replace(chosen, apply=None), vectors, context.memory)

    return replace(chosen, apply=apply)


@dataclass(frozen=True, slots=True)
class Roles:
    """What each column is used for."""

    targets: Sequence[str]
    features: Sequence[str]
    split: Sequence[str]
    weights: str | None
    part: str | None
    id: str | None


def _roles(
    context: LoadContext,
    read: Table,
    target: str | int | list[str | int],
    features: Sequence[str | int] | None,
    drop: Sequence[str | int] | None,
    weights: str | int | None,
    split_columns: Sequence[str | int] | None,
    part: str | int | None,
    id: str | int | None,
) -> Roles:
    names = read.names
    targets = find_all(context, names, target, "target") if isinstance(target, list) else [find(context, names, target, "target")]
    single = {
        key: find(context, names, value, key) for key, value in (("weights", weights), ("part", part), ("id", id)) if value is not None
    }
    split = find_all(context, names, split_columns or [], "split_columns", patterns=False)
    dropped = find_all(context, names, drop or [], "drop")
    used = {**{name: key for key, name in single.items()}, **dict.fromkeys(targets, "target")}
    aside = {*used, *split, *dropped}
    chosen = find_all(context, names, features, "features") if features else [name for name in names if name not in aside]
    findings = [
        context.finding("D312", key, f"the column `{name}` is the `{used[name]}` too", help="name another column")
        for key, name in single.items()
        if name in targets or used[name] != key
    ]
    findings += [] if features else about_nameless(context, read, chosen)
    findings += _about_roles(context, chosen, dropped, split, used)
    if findings:
        raise Refused(*findings)
    return Roles(targets, chosen, split, single.get("weights"), single.get("part"), single.get("id"))


def _about_roles(
    context: LoadContext, features: Sequence[str], dropped: Sequence[str], split: Sequence[str], used: Mapping[str, str]
) -> Iterator[Finding]:
    for name in features:
        for key, others in (("drop", dropped), ("split_columns", split)):
            if name in others:
                yield context.finding(
                    "D312", key, f"the column `{name}` is a feature and in `{key}` too", help="take it out of one of them"
                )
        if name in used:
            message = f"the column `{name}` is a feature and the `{used[name]}` too"
            yield context.finding("D312", "features", message, help="take it out of `features`")
    for name in used:
        if name in dropped:
            yield context.finding(
                "D312", "drop", f"the column `{name}` is the `{used[name]}` and dropped too", help="take it out of `drop`"
            )
    if not features:
        yield context.finding(
            "D319", "features", "no column is left to predict from", help="drop fewer columns, or name some in `features`"
        )


def _types(context: LoadContext, read: Table, types: Mapping[str, str | Sequence[str]] | None) -> Mapping[str, str | Sequence[str]]:
    return {find(context, read.names, name, "types", name): kind for name, kind in (types or {}).items()}


def _without_missing(context: LoadContext, read: Table, made: Sequence[Feature], on_missing: str) -> tuple[np.ndarray, list[str]]:
    """The rows to keep, and what to say about the others."""
    gaps = {one.name: ~one.column.present for one in made if not one.column.present.all()}
    every = np.arange(len(read))
    if not gaps or on_missing == "impute":
        return every, []
    if on_missing == "stop":
        raise Refused(*(_gap(context, read, name, gap) for name, gap in gaps.items()))
    kept = np.flatnonzero(~np.any(list(gaps.values()), axis=0))
    if not len(kept):
        raise Refused(
            context.finding("D317", "on_missing", "every row misses a feature, so none is left", help='write `on_missing = "impute"`')
        )
    return kept, [f"{len(read) - len(kept)} of {len(read)} rows miss a feature and are left out"]


def _gap(context: LoadContext, read: Table, name: str, gap: np.ndarray) -> Finding:
    rows = np.flatnonzero(gap)
    where = ", ".join(read.place(int(row)) for row in rows[:3]) + (f" and {len(rows) - 3} more" if len(rows) > 3 else "")
    message = f"the column `{name}` is missing in {len(rows)} of {len(read)} rows: {where}"
    return context.finding(
        "D317", "path", message, help='say what to do: `on_missing = "impute"` or `"drop"`; or leave the column out: `drop`'
    )


def _samples(context: LoadContext, read: Table, roles: Roles, words: Words, targets: Targets, made: Sequence[Feature]) -> Samples:
    content = copies(read, roles.features)
    groups = split_values(read, roles.split, words)
    used = dict.fromkeys([*roles.features, *roles.targets, *roles.split, *([roles.weights] if roles.weights else [])])
    digests = row_digests(read, list(used))
    return Samples(
        ids=row_names(context, read, roles.id),
        targets=targets.values,
        classes=targets.classes,
        shape=(len(made),),
        dtype=np.dtype(np.float32),
        value_range=None,
        read=_not_yet,
        digests=lambda: digests,
        subsets=row_parts(context, read, roles.part),
        target_names=targets.names,
        groups=groups if content is None else {**groups, "content": content},
        weights=row_weights(context, read, roles.weights, words),
        kind=KIND,
    )


def _not_yet(rows: np.ndarray) -> np.ndarray:
    raise AssertionError("rows of a table become numbers only once training rows have been learnt from")


def _chosen(whole: Samples, made: Sequence[Feature], kept: np.ndarray, making: Making, memory: int, notes: Sequence[str]) -> Samples:
    digests = whole.digests()
    content = whole.groups.get("content")
    extra = 0 if content is None else len(kept) - len(np.unique(content[kept]))
    about = (
        [f"{extra} {'row has' if extra == 1 else 'rows have'} the features of another: a split keeps such rows together"] if extra else []
    )
    samples = replace(
        whole,
        ids=[whole.ids[row] for row in kept],
        targets=whole.targets[kept],
        digests=lambda: [digests[row] for row in kept],
        subsets=None if whole.subsets is None else [whole.subsets[row] for row in kept],
        groups={name: values[kept] for name, values in whole.groups.items()},
        weights=None if whole.weights is None else whole.weights[kept],
        notes=(*notes, *about),
    )
    features = [replace(one, column=one.rows(kept)) for one in made]

    def learn(rows: np.ndarray) -> tuple[Learnt, Samples]:
        vectors = Vectors.of(features, making, rows)
        return {"features": vectors.as_json()}, as_vectors(samples, vectors, memory)

    return replace(samples, learn=learn)


def as_vectors(samples: Samples, vectors: Vectors, memory: int) -> Samples:
    """The samples as vectors, all of them in memory where that is allowed."""
    width = len(vectors.names)
    every = np.arange(len(samples))
    return replace(
        samples,
        shape=(width,),
        read=vectors,
        learn=None,
        apply=None,
        decoded=vectors(every) if len(samples) * width * 4 <= memory else None,
        numeric=vectors.measured,
        widths=vectors.widths,
    )


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Rows of tables, or of the tables in folders, without targets; see `loaders/__init__.py`."""
    words = Words(arguments["missing"], notation_of(arguments), arguments["date_format"])
    form = Form.of(arguments)
    ids, features, reasons = list[str](), list[list[Feature]](), dict[str, str]()
    for source in sources:
        for file in _tables(source):
            try:
                read = read_file(context, file, form, whole=False)
                made = read_known(context, read, learnt["features"], words)
                names, unnamed = _names(context, file, read, arguments["id"])
            except Refused as refused:
                reasons[given(file)] = f"cannot be read: {'; '.join(finding.message for finding in refused.findings)}"
                continue
            faults = {**row_faults(read, made, gaps=arguments["on_missing"] != "impute"), **unnamed}
            by_line = {line: (f"{given(file)}:{line}", why) for line, why in read.astray.items()}
            by_line |= {int(read.lines[row]): (names[row], why) for row, why in faults.items()}
            reasons |= dict(by_line[line] for line in sorted(by_line))
            whole = np.setdiff1d(np.arange(len(read)), list(faults))
            ids += [names[row] for row in whole]
            features.append([replace(one, column=one.rows(whole)) for one in made])
        if source.is_dir() and not _tables(source):
            reasons[given(source)] = "is a folder that holds no tables"
    if not ids:
        return nothing(reasons)
    joined = [replace(some[0], column=Read.joined([one.column for one in some])) for some in zip(*features, strict=True)]
    samples = unlabelled(ids, (), np.dtype(np.float32), _not_yet)
    return as_vectors(replace(samples, unreadable=reasons, kind=KIND), Vectors(joined, learnt["features"]), context.memory)


def _tables(source: Path) -> list[Path]:
    if not source.is_dir():
        return [source]
    return [Path(name) for name in files_below(str(source), str(source)) if is_table(Path(name))]


def _names(context: LoadContext, file: Path, read: Table, id: str | int | None) -> tuple[list[str], dict[int, str]]:
    """A name for each row, that of its column, or its file and line; and for each row that the column gives none what is wrong."""
    lines = [f"{given(file)}:{line}" for line in read.lines]
    if id is None:
        return lines, {}
    column = find(context, read.names, id, "id")
    names, first, wrong = [printable(str(text)) for text in read[column]], dict[str, int](), dict[int, str]()
    for row, name in enumerate(names):
        if not name:
            wrong[row] = f"has no name in the column `{column}`"
        elif (before := first.setdefault(name, row)) != row:
            wrong[row] = f"is called `{name}`, as row {read.lines[before]} is"
    return [lines[row] if row in wrong else name for row, name in enumerate(names)], wrong
