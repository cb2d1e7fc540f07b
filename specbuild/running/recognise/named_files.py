"""Which column of a table names files, which folder the names start from, and what they lack at their end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from specbuild.checking.diagnostic import Finding
from specbuild.running.recognise.draft import Line
from specbuild.running.recognise.families import family
from specbuild.running.recognise.sheet import Facts, Sheet

_LOOKED_AT = 60
_FIRST = 200  # columns among which that of the files is; tables of measurements have thousands
_TRIED = 4  # cells for which all files are searched: the first may name one that is missing
_MEDIA = frozenset({"pictures", "sounds", "clips", "volumes"})
_THERE = 0.8  # share of the names whose files have to be there


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """Files that a table names.

    Attributes:
        column: The column of their names.
        folder: The folder that the names start from, below that of the table; empty where it is the same.
        suffix: What every name lacks at its end.
        root: The folder of the table.
    """

    column: Facts
    folder: str
    suffix: str
    root: Path

    @property
    def paths(self) -> list[Path]:
        """Where the files are, a row each."""
        return [self.root / _inside(str(cell), self.root, self.folder, self.suffix) for cell in self.column.cells]

    @property
    def lines(self) -> list[Line]:
        """The arguments of a loader."""
        found = [Line("file", self.column.ref, "the column with the names of the files")]
        found += [Line("folder", self.folder, "where the names start from, beside the table")] if self.folder else []
        return found + ([Line("suffix", self.suffix, "what the names lack")] if self.suffix else [])


def named_files(sheet: Sheet, files: Collection[Path]) -> NamedFiles | None:
    """The files that a table names, or the folders of files, where most of them are there.

    Args:
        sheet: The table.
        files: Files below its folder, or below the one that holds it.
    """
    there = {_seen_from(sheet.folder, file) for file in files}
    there |= {Path(name).parent.as_posix() for name in there} - {"."}
    for column in sheet.columns[:_FIRST]:
        if column.kind in ("empty", "date") or column.different < 0.5 * len(sheet):
            continue
        some = [str(cell) for cell in column.cells[:: max(1, len(column.cells) // _LOOKED_AT)]]
        for folder, suffix in _starts(some[:_TRIED], sheet.folder, there):
            if sum(_is_there(_inside(cell, sheet.folder, folder, suffix), sheet.folder, there) for cell in some) >= _THERE * len(some):
                return NamedFiles(column, folder, suffix, sheet.folder)
    return None


def files_lost(sheet: Sheet, table: str, files: Collection[Path]) -> Iterator[Finding]:
    """What is wrong where a column names pictures, sounds, clips or volumes, and others than those are there.

    Args:
        sheet: The table.
        table: What it is called.
        files: Files below its folder.
    """
    if not any(family(file) in _MEDIA for file in files):
        return
    for column in sheet.columns:
        some = [str(cell) for cell in column.cells[:_LOOKED_AT]]
        if sum(family(Path(cell.replace("\\", "/"))) in _MEDIA for cell in some) >= _THERE * len(some):
            message = f"`{table}` names files that are not there, such as `{some[0]}` in the column `{column.name}`"
            yield Finding("N002", (), message, help=_how_to_find(some[0], sheet.folder, files))


def _seen_from(folder: Path, file: Path) -> str:
    """The path of a file from the folder of a table, or from beside that folder."""
    if file.is_relative_to(folder):
        return file.relative_to(folder).as_posix()
    return f"../{file.relative_to(folder.parent).as_posix()}"


def _how_to_find(cell: str, root: Path, files: Collection[Path]) -> str:
    if "://" in cell:
        return "download them first, and name the files in the table"
    stem = Path(cell.replace("\\", "/")).stem.casefold()
    alike = next((_seen_from(root, file) for file in files if file.stem.casefold() == stem), None)
    if alike is None:
        return "names start from the folder of the table, or from a folder beside it: put the files there"
    return f"there is `{alike}`: write names as the files have them, with folders, capitals and ending, from the folder of the table"


def _starts(cells: Collection[str], root: Path, there: Collection[str]) -> Iterator[tuple[str, str]]:
    """Folders and endings with which some names are files, the commonest and shortest first."""
    found: Counter[tuple[str, str]] = Counter()
    for name in (_inside(cell, root, "", "") for cell in cells if cell):
        for path in there:
            suffix = Path(path).suffix
            if (folder := _before(path, name)) is not None:
                found[folder, ""] += 1
            elif suffix and (folder := _before(path.removesuffix(suffix), name)) is not None:
                found[folder, suffix] += 1
    found["", ""] += 1  # deeper than was looked
    yield from sorted(found, key=lambda start: (-found[start], bool(start[1]), start[0].count("/"), start))


def _is_there(path: str, root: Path, there: Collection[str]) -> bool:
    try:
        return path in there or ("." in path and (root / path).is_file())
    except (OSError, ValueError):  # no name of a file
        return False


def _before(path: str, name: str) -> str | None:
    """What stands before a name in a path; None where the path does not end in it."""
    if path == name:
        return ""
    return path[: -len(name) - 1] if path.endswith(f"/{name}") else None


def _inside(cell: str, root: Path, folder: str, suffix: str) -> str:
    """The path of the file that a cell names, below the folder of the table."""
    path = Path(cell.replace("\\", "/") + suffix)
    if path.is_absolute() and path.is_relative_to(root.resolve()):
        path = path.relative_to(root.resolve())
    return (Path(folder) / path).as_posix()
