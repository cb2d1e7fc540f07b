"""Samples that a table lists: a column with the names of the files, and what is to be predicted beside them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.items import Item, Items, of_files, of_folders
from specbuild.running.data.folders.choose import chosen_tree
from specbuild.running.data.folders.names import printable
from specbuild.running.data.tables.aside import row_parts
from specbuild.running.data.tables.choose import find, find_all
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.read import parts_of, read_table
from specbuild.running.data.tables.table import Table
from specbuild.running.data.tables.targets import read_targets
from specbuild.running.data.tables.text import Form

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Listing:
    """How a table lists files.

    Attributes:
        file: The column of the names of files, relative to the table's folder; None where no table lists them.
        target: The column, or columns, to predict.
        separator: For multilabel in one column, what parts the labels.
        split_columns: Columns that a split needs.
        part: The column of ready-made parts.
        form: How the table is written.
    """

    file: str | int | None
    target: str | int | Sequence[str | int] | None
    separator: str | None
    split_columns: Sequence[str | int] | None
    part: str | int | None
    form: Form


def find_items(
    context: LoadContext, path: str, classes: Sequence[str] | None, listing: Listing, *, many: str, folders: bool = False
) -> Items:
    """The samples at a path: in class folders, or listed by a table.

    Args:
        context: What belongs to the run.
        path: The folder, or the table.
        classes: The classes to use; None for all.
        listing: How a table lists them.
        many: What the samples are called.
        folders: Whether a sample is a folder of files (slices, frames) instead of a file.

    Raises:
        Refused: there is nothing, or not what the spec says.
    """
    where = context.locate(path)
    if where.is_file() or (where.is_dir() and "train" in parts_of(where).values()):
        return _listed(context, path, where if where.is_dir() else where.parent, classes, listing, folders=folders)
    tree = chosen_tree(context, path, classes, many)
    return of_folders(tree) if folders else of_files(tree)


def _listed(context: LoadContext, path: str, base: Path, classes: Sequence[str] | None, listing: Listing, *, folders: bool) -> Items:
    table = read_table(context, path, listing.form)
    names = _columns(context, table, listing)
    assert listing.file is not None
    column = find(context, table.names, listing.file, "file")
    split = find_all(context, table.names, listing.split_columns or [], "split_columns", patterns=False)
    parts = row_parts(context, table, None if listing.part is None else find(context, table.names, listing.part, "part"))
    targets = read_targets(context, table, names, Words([""]), classes=classes, separator=listing.separator)
    paths = _paths(context, table, column, base)
    written = [printable(str(cell)) for cell in table[column]]
    again = Counter(written)
    ids = [name if again[name] == 1 else f"{name} ({table.id(row)})" for row, name in enumerate(written)]
    items = tuple(Item(_files(paths[row], folders=folders), ids[row], parts[row] if parts else None) for row in range(len(table)))
    return Items(items, targets, groups={name: table[name] for name in split}, listed=True)


def _columns(context: LoadContext, table: Table, listing: Listing) -> list[str]:
    have = f"it has {', '.join(f'`{name}`' for name in table.names[:8])}{' ...' if len(table.names) > 8 else ''}"
    findings = [
        context.finding("D115", "", f"`path` is a table, and `{key}` does not say which column holds the {what}", help=have)
        for key, value, what in (("file", listing.file, "names of the files"), ("target", listing.target, "answers"))
        if value is None
    ]
    if findings:
        raise Refused(*findings)
    target = listing.target
    assert target is not None
    if isinstance(target, str | int):
        return [find(context, table.names, target, "target")]
    return find_all(context, table.names, target, "target")


def _paths(context: LoadContext, table: Table, column: str, base: Path) -> list[str]:
    """Where the files are; a table may not lead out of its own folder."""
    findings, paths = [], []
    for row, cell in enumerate(map(str, table[column])):
        inside = os.path.normpath(cell.replace("\\", "/")) if cell else ""
        if not inside or os.path.isabs(inside) or inside.split(os.sep)[0] == "..":  # noqa: PTH117, PTH206
            what = "has no file" if not cell else f"leads out of the folder of the table: `{printable(cell)}`"
            findings.append(context.finding("D116", "path", f"{table.place(row)} {what}", help="name a file below the table's folder"))
        paths.append(os.path.join(base, inside))  # noqa: PTH118
    if findings:
        raise Refused(*findings[:SHOWN])
    return paths


def _files(path: str, *, folders: bool) -> tuple[str, ...]:
    """The file itself; of a folder all its files, and of a folder that is not there its name, so that it is told as missing."""
    if not folders or not os.path.isdir(path):  # noqa: PTH112
        return (path,)
    from specbuild.running.data.folders.listing import listing

    return listing(path, path).files or (path,)
