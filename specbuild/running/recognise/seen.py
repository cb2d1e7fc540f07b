"""What a path holds, looked at once and shared by all recognisers: its files by family, its class folders, its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from specbuild.running.data.folders.listing import files_below, listing
from specbuild.running.data.folders.tree import PARTS, Tree, read_tree
from specbuild.running.data.tables.read import COMPRESSED, may_be_table, parts_of
from specbuild.running.recognise.families import ELSE, advice, ending, family
from specbuild.running.recognise.sheet import Sheet, read_sheet

MOST_FILES = 200_000  # that are counted; enough to know what most of them are


@dataclass(frozen=True)
class Seen:
    """What there is.

    Attributes:
        path: The data: what was named, or the only thing in it.
        written: Its path as the spec is to have it.
    """

    path: Path
    written: str

    @cached_property
    def files(self) -> Sequence[Path]:
        """The files below the path, without what people put beside data; the path itself where it is a file."""
        if self.path.is_file():
            return [self.path]
        found = []
        for number, name in enumerate(files_below(str(self.path), str(self.path))):
            if number >= MOST_FILES:
                break
            found.append(Path(name))
        return [file for file in found if family(file) != "papers"]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many files there are of each family, the most first."""
        return dict(Counter(map(family, self.files)).most_common())

    @cached_property
    def tree(self) -> Tree | None:
        """Its class folders; None where there are no folders with files."""
        if not self.path.is_dir():
            return None
        tree = read_tree(self.path)
        return tree if tree.members and tree.labels else None

    @cached_property
    def sheet(self) -> Sheet | None:
        """Its table: one file, or ready-made parts; None where it holds none."""
        files = self.table_files
        return read_sheet(self.path, files) if files else None

    @property
    def table_files(self) -> Sequence[Path]:
        """The files of its table, train first."""
        if self.path.is_file():
            return [self.path] if _may_hold_table(self.path) else []
        parts = parts_of(self.path)
        return list(parts) if "train" in parts.values() else []

    def family_of_classes(self, *names: str) -> bool:
        """Whether files of these families make up nearly all that lies in class folders."""
        if self.tree is None:
            return False
        kinds = Counter(family(Path(member.path)) for member in self.tree.members)
        kinds.pop("papers", None)
        total = sum(kinds.values())
        return total > 0 and sum(kinds[name] for name in names) >= 0.8 * total

    def said(self) -> str:
        """What was seen, in words."""
        if not self.counts:
            return "nothing but empty folders" if self.path.is_dir() else "no data"
        suffixes = Counter(ending(file) or "no ending" for file in self.files)
        named = ", ".join(f"{count:,} {'file' if count == 1 else 'files'} ({suffix})" for suffix, count in suffixes.most_common(4))
        where = f" in {len(self.tree.labels)} folders" if self.tree is not None else ""
        return named + where

    def advice(self) -> str:
        """What turns it into something that can be read."""
        most = Counter(map(advice, self.files)).most_common(1)
        said = most[0][0] if most else ""
        return said or (ELSE[".dcm"] if self.files and _is_dicom(self.files[0]) else "")


def _may_hold_table(file: Path) -> bool:
    named = family(file) in ("tables", "texts") or may_be_table(file)
    return named or (family(file) == "others" and file.suffix.casefold() in COMPRESSED)


def _is_dicom(file: Path) -> bool:
    """Whether a file is of DICOM, whose names often have no ending."""
    with file.open("rb") as opened:
        return opened.read(132)[128:] == b"DICM"


def narrowed(path: Path) -> Path:
    """The only thing in a folder, and in that; where there is one beside papers and litter."""
    while path.is_dir():
        inside = listing(str(path), str(path))
        files = [file for file in map(Path, inside.files) if family(file) != "papers"]
        if len(inside.folders) + len(files) != 1:
            return path
        only = Path(inside.folders[0]) if inside.folders else files[0]
        if only.is_dir() and only.name.casefold() not in PARTS and not _holds_folders(only):
            return path  # a single class
        path = only
    return path


def _holds_folders(folder: Path) -> bool:
    inside = listing(str(folder), str(folder))
    return bool(inside.folders) or any(family(Path(file)) in ("tables", "arrays") for file in inside.files)
