"""Samples that a table lists: a column with the names of the files, and what is to be predicted beside them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.items import Item, Items, of_files, of_folders
from specbuild.running.data.folders.choose import chosen_tree
from specbuild.running.data.folders.names import printable
from specbuild.running.data.inputs import given
from specbuild.running.data.tables.aside import row_parts, row_weights
from specbuild.running.data.tables.choose import find, find_all
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.read import parts_of, read_file, read_table
from specbuild.running.data.tables.table import Table
from specbuild.running.data.tables.targets import read_targets

SHOWN = 10
Lists = Callable[[Path], tuple[list[Item], dict[str, str]]]


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
        weights: The column that says how much a row counts.
        folder: The folder that the names start from, relative to the table's folder.
        suffix: What every name lacks at its end.
        once: Whether a file that is listed twice is a mistake.
    """

    file: str | int | None
    target: str | int | Sequence[str | int] | None
    separator: str | None
    split_columns: Sequence[str | int] | None
    part: str | int | None
    form: Form
    weights: str | int | None = None
    folder: str | None = None
    suffix: str = ""
    once: bool = False

    def words(self) -> Words:
        """How cells are understood."""
        return Words([""], self.form.numbers)


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
        return listed_items(context, path, classes, listing, folders=folders)
    tree = chosen_tree(context, path, classes, many)
    return of_folders(tree) if folders else of_files(tree)


def listed_items(context: LoadContext, path: str, classes: Sequence[str] | None, listing: Listing, *, folders: bool = False) -> Items:
    """The samples that a table lists; see `find_items`.

    Raises:
        Refused: the table is not there or not what the spec says, a row leads nowhere or to a file of another row, or targets do not fit.
    """
    table = read_table(context, path, listing.form)
    where = context.locate(path)
    base = _base(where if where.is_dir() else where.parent, listing)
    names = _targets(context, table, listing)
    assert listing.file is not None
    column = find(context, table.names, listing.file, "file")
    weights = None if listing.weights is None else find(context, table.names, listing.weights, "weights")
    _need_roles_apart(context, names, {"file": column, "weights": weights})
    split = find_all(context, table.names, listing.split_columns or [], "split_columns", patterns=False)
    parts = row_parts(context, table, None if listing.part is None else find(context, table.names, listing.part, "part"))
    targets = read_targets(context, table, names, listing.words(), classes=classes, separator=listing.separator)
    paths = _paths(context, table, column, base, listing)
    written = [printable(str(cell)) for cell in table[column]]
    again = Counter(written)
    ids = [name if again[name] == 1 else f"{name} ({table.id(row)})" for row, name in enumerate(written)]
    items = tuple(Item(_files(paths[row], folders=folders), ids[row], parts[row] if parts else None) for row in range(len(table)))
    return Items(
        items, targets, groups={name: table[name] for name in split}, listed=True,
        places=tuple(table.place(row) for row in range(len(table))), weights=row_weights(context, table, weights, listing.words()),
    )  # fmt: skip


def lists_of(context: LoadContext, arguments: Mapping[str, Any], *, folders: bool = False) -> Lists | None:
    """What gives the samples that a table lists to predict for, and a reason for each row without any.

    Args:
        context: What belongs to the run.
        arguments: Those of a loader whose samples a table may list.
        folders: Whether a sample is a folder of files.

    Returns:
        The function, which raises `Refused` for a table that cannot be read or has no such column; None where the loader has no list.
    """
    if arguments["file"] is None:
        return None
    form = Form.of(arguments)
    suffix = arguments.get("suffix", "")
    listing = Listing(arguments["file"], None, None, None, None, form, folder=arguments["folder"], suffix=suffix)
    return lambda source: _inputs(context, source, listing, folders=folders)


def _inputs(context: LoadContext, source: Path, listing: Listing, *, folders: bool) -> tuple[list[Item], dict[str, str]]:
    table = read_file(context, source, listing.form, whole=False)
    assert listing.file is not None
    locate = _locator(_base(source.parent, listing), listing.suffix)
    items, reasons = list[Item](), {f"{given(source)}:{line}": why for line, why in table.astray.items()}
    for row, cell in enumerate(map(str, table[find(context, table.names, listing.file, "file")])):
        path, wrong = locate(cell)
        if wrong:
            reasons[f"{given(source)}:{table.lines[row]}"] = wrong
        else:
            items.append(Item(_files(path, folders=folders), given(Path(path))))
    return items, reasons


def _base(folder: Path, listing: Listing) -> Path:
    return folder if listing.folder is None else folder / Path(listing.folder).expanduser()


def _targets(context: LoadContext, table: Table, listing: Listing) -> list[str]:
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


def _need_roles_apart(context: LoadContext, targets: Sequence[str], others: Mapping[str, str | None]) -> None:
    findings = [
        context.finding("D312", key, f"the column `{name}` is the `target` too", help="name another column")
        for key, name in others.items()
        if name in targets
    ]
    if findings:
        raise Refused(*findings)


def _paths(context: LoadContext, table: Table, column: str, base: Path, listing: Listing) -> list[str]:
    """Where the files are; a table may not lead out of the folder that its names start from."""
    found = list(map(_locator(base, listing.suffix), map(str, table[column])))
    findings = [
        context.finding("D116", "path", f"{table.place(row)} {wrong}", help=_BELOW) for row, (_, wrong) in enumerate(found) if wrong
    ]
    if listing.once and not findings:
        findings = list(_about_repeated(context, table, [path for path, _ in found]))
    if findings:
        raise Refused(*_few(context, findings))
    return [path for path, _ in found]


_BELOW = "name a file below the folder of the table; where the files lie elsewhere, say so in the spec: `folder`"


def _locator(base: Path, suffix: str) -> Callable[[str], tuple[str, str]]:
    """What gives the path that a cell names, and what is wrong with it: nothing where it stays below the base, through links too."""
    top = os.path.realpath(base)

    @cache  # few folders hold many files
    def is_below(folder: str) -> bool:
        return Path(os.path.realpath(folder)).is_relative_to(top)

    def locate(cell: str) -> tuple[str, str]:
        inside = os.path.normpath(cell.replace("\\", "/") + suffix) if cell else ""
        if os.path.isabs(inside) and is_below(os.path.dirname(inside)):  # noqa: PTH117, PTH120
            inside = os.path.relpath(os.path.realpath(inside), top)
        path = os.path.join(base, inside)  # noqa: PTH118
        if not cell:
            return path, "has no file"
        climbs = os.path.isabs(inside) or inside.split(os.sep)[0] == ".."  # noqa: PTH117, PTH206
        if climbs or not is_below(os.path.dirname(path)):  # noqa: PTH120
            return path, f"leads out of the folder of the table: `{printable(cell)}`"
        return path, ""

    return locate


def _about_repeated(context: LoadContext, table: Table, paths: Sequence[str]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for row, path in enumerate(paths):
        if (before := first.setdefault(path, row)) != row:
            message = f"{table.place(row)} lists the file of {table.place(before)} again: `{printable(Path(path).name)}`"
            yield context.finding("D117", "path", message, help=_ONCE)


_ONCE = (
    'remove one of the rows, or keep both with `on_duplicate = "keep"`; several labels of one file stand in one row, with a `separator` '
    "between them"
)


def _few(context: LoadContext, findings: Sequence[Finding]) -> list[Finding]:
    if len(findings) <= SHOWN:
        return list(findings)
    last = findings[SHOWN]
    return [*findings[:SHOWN], context.finding(last.code, "path", f"{len(findings) - SHOWN} more rows like that", help=last.help or "")]


def _files(path: str, *, folders: bool) -> tuple[str, ...]:
    """The file itself; of a folder all its files, and of a folder that is not there its name, so that it is told as missing."""
    if not folders or not os.path.isdir(path):  # noqa: PTH112
        return (path,)
    from specbuild.running.data.folders.listing import listing

    return listing(path, path).files or (path,)
