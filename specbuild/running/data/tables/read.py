"""The table at a path: one file, or a folder with a file for each ready-made part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.checking.document.regular import open_file
from specbuild.checking.suggest import did_you_mean
from specbuild.running.data.context import LoadContext
from specbuild.running.data.folders.listing import listing
from specbuild.running.data.folders.tree import PARTS
from specbuild.running.data.tables import arff, json_text, parquet, text, time_series
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.table import Table

SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".dat", ".data", ".parquet", ".pq", arff.SUFFIX}) | json_text.LINES
_SUFFIXED = re.compile(rf"(.+)[_-]({'|'.join(PARTS)})")
_BY_SUFFIX = {arff.SUFFIX: arff.read, time_series.SUFFIX: time_series.read}
COMPRESSED = frozenset({".gz", ".bz2", ".xz", ".zip"})


def read_table(context: LoadContext, path: str, form: Form) -> Table:
    """Read the table at a path of the spec.

    Raises:
        Refused: there is none, or it cannot be read exactly.
    """
    where = context.locate(path)
    if not where.exists():
        raise Refused(
            context.finding("D301", "path", f"there is no table `{path}`", help=f"it was looked for at {where.absolute()}{_near(where)}")
        )
    if where.is_file():
        return read_file(context, where, form)
    if not where.is_dir():
        raise Refused(context.finding("D302", "path", f"`{path}` is neither a file nor a folder", help="name a table"))
    files = parts_of(where)
    if "train" not in files.values():
        help_ = "name a file, or a folder that holds `train.csv` and `test.csv` (and `validation.csv`)"
        raise Refused(context.finding("D301", "path", f"`{path}` is a folder and holds no table `train`", help=help_))
    return join(context, [read_file(context, file, form) for file in files], list(files.values()))


def read_file(context: LoadContext, path: Path, form: Form, *, whole: bool = True) -> Table:
    """Read one file; what it is is told by its first bytes.

    Args:
        context: What belongs to the run.
        path: The file.
        form: How it is written.
        whole: Whether every row has to fit into the table, as to learn from it; to predict, those that do not may be told apart.

    Raises:
        Refused: it cannot be read exactly.
    """
    try:
        with open_file(path) as file:
            start = file.read(len(parquet.MAGIC))
    except OSError as error:
        message = f"`{path.name}` cannot be opened: {error.strerror}"
        help_ = "check the path" if isinstance(error, FileNotFoundError) else "allow this user to read it"
        raise Refused(context.finding("D302", "path", message, help=help_)) from error
    if start == parquet.MAGIC:
        return parquet.read(context, path, form)
    if json_text.is_json(path):
        return json_text.read(context, path, form, whole=whole)
    read = _BY_SUFFIX.get(_suffix(path), text.read)
    return read(context, path, form, whole=whole)


def parts_of(folder: Path) -> Mapping[Path, str]:
    """The tables in a folder that are named like ready-made parts, train first."""
    files = [Path(file) for file in listing(str(folder), str(folder)).files]
    tables = [file for file in files if may_be_table(file)]
    found = {file: PARTS[stem(file)] for file in tables if stem(file) in PARTS} or _suffixed(tables)
    return dict(sorted(found.items(), key=lambda item: ("train", "validation", "test").index(item[1])))


def _suffixed(tables: Sequence[Path]) -> dict[Path, str]:
    """Tables such as `Coffee_TRAIN.tsv` and `Coffee_TEST.tsv`, where these are the only ones in the folder; those of the archive of series
    stand beside the same in other forms."""
    forms = [[file for file in tables if _suffix(file) == suffix] for suffix in (time_series.SUFFIX, arff.SUFFIX)]
    return next((found for files in (*forms, tables) if (found := _parts_of_one(files))), {})


def _parts_of_one(tables: Sequence[Path]) -> dict[Path, str]:
    named = {file: _SUFFIXED.fullmatch(stem(file)) for file in tables}
    found = {file: PARTS[match[2]] for file, match in named.items() if match}
    whole = len(found) == len(tables) == len(set(found.values())) and "train" in found.values()
    return found if whole and len({match[1] for match in named.values() if match}) == 1 else {}


def is_table(file: Path) -> bool:
    """Whether a name is that of a table; JSON is not, since such files stand beside data of every kind."""
    return _suffix(file) in SUFFIXES


def may_be_table(file: Path) -> bool:
    """Whether a name that a person chose, or that of a ready-made part, is that of a table."""
    return _suffix(file) in SUFFIXES | json_text.SUFFIXES | {time_series.SUFFIX}  # which is that of films too


def _suffix(file: Path) -> str:
    """The last suffix in small letters, without what compressed the file."""
    suffixes = [suffix.lower() for suffix in file.suffixes]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def stem(file: Path) -> str:
    """The name of a file without all that says what it is, in small letters."""
    return file.name.split(".")[0].casefold()


def join(context: LoadContext, tables: Sequence[Table], parts: Sequence[str] = ()) -> Table:
    """Several tables as one, the rows of each after those of the one before.

    Args:
        context: What belongs to the run.
        tables: At least one.
        parts: The ready-made part that each is; empty where they are none.

    Raises:
        Refused: they have different columns.
    """
    first, *others = tables
    findings = [
        context.finding("D322", "path", f"`{other.files[0]}` has other columns than `{first.files[0]}`", help=_columns(first, other))
        for other in others
        if set(other.names) != set(first.names)
    ]
    if findings:
        raise Refused(*findings)
    return Table(
        {name: np.concatenate([table[name] for table in tables]) for name in first.names},
        [table.files[0] for table in tables for _ in range(len(table))],
        np.concatenate([table.lines for table in tables]),
        [part for table, part in zip(tables, parts, strict=True) for _ in range(len(table))] if parts else None,
        first.kinds,
        first.named,
        first.nameless,
    )


def _columns(first: Table, other: Table) -> str:
    differing = sorted(set(first.names) ^ set(other.names))
    return f"only one of them has {', '.join(f'`{name}`' for name in differing[:5])}"


def _near(where: Path) -> str:
    try:
        beside = [path.name for path in where.parent.iterdir() if may_be_table(path)]
    except OSError:
        return ""
    said = did_you_mean(where.name, beside) if beside else ""
    return f"; {said}" if said.startswith("did you mean") else ""
