"""Class folders, as users have them: one folder for each class, perhaps below `train`, `validation` and `test`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from specbuild.running.data.folders.listing import Listing, files_below, listing
from specbuild.running.data.folders.names import natural, printable

# What ready-made parts are called, whatever the capitals.
PARTS = {
    "train": "train",
    "training": "train",
    "validation": "validation",
    "valid": "validation",
    "val": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a class.

    Attributes:
        path: Where it is.
        id: Its path below the data folder, with `/` between, fit to be printed.
        label: The name of its class, fit to be printed.
        part: "train", "validation" or "test" where the folders are ready-made parts; else None.
    """

    path: str
    id: str
    label: str
    part: str | None


@dataclass(frozen=True, slots=True)
class Tree:
    """All class folders below one folder.

    Attributes:
        labels: The names of all class folders, in natural order, whether they hold files or not.
        members: All files, by part, class and name in natural order.
        strays: Files beside the class folders, which belong to no class.
        passed: Links to folders inside the data, which are not followed.
    """

    labels: tuple[str, ...]
    members: tuple[Member, ...]
    strays: tuple[str, ...]
    passed: tuple[str, ...]


def read_tree(root: Path) -> Tree:
    """List all class folders and their files; the file system is asked, no file is opened.

    Raises:
        OSError: a folder cannot be listed.
    """
    top = str(root)
    first = listing(top, top)
    parts = _parts(first, top)
    tops: list[tuple[str | None, Listing]] = [(part, listing(folder, top)) for folder, part in parts.items()] or [(None, first)]
    folders = [(part, folder) for part, inside in tops for folder in inside.folders]
    members = [_member(path, folder, top, part) for part, folder in folders for path in files_below(folder, top)]
    strays = dict.fromkeys([*first.files, *(file for _, inside in tops for file in inside.files)])
    labels = sorted({_name(folder) for _, folder in folders}, key=natural)
    passed = dict.fromkeys([*first.passed, *(link for _, inside in tops for link in inside.passed)])
    return Tree(tuple(labels), tuple(members), _below(strays, top), _below(passed, top))


def _parts(first: Listing, top: str) -> dict[str, str]:
    """The ready-made parts by folder; none where a folder has another name, or `train` holds no folders and so is a class itself."""
    parts = {folder: PARTS.get(os.path.basename(folder).casefold(), "") for folder in first.folders}  # noqa: PTH119
    train = [folder for folder, part in parts.items() if part == "train"]
    if "" in parts.values() or len(parts) < 2 or not train or not listing(train[0], top).folders:
        return {}
    return parts


def _member(path: str, folder: str, top: str, part: str | None) -> Member:
    return Member(path, _relative(path, top), _name(folder), part)


def _name(folder: str) -> str:
    return printable(os.path.basename(folder))  # noqa: PTH119


def _relative(path: str, top: str) -> str:
    return "/".join(printable(name) for name in path[len(top) :].split(os.sep) if name)  # noqa: PTH206


def _below(paths: Iterable[str], top: str) -> tuple[str, ...]:
    return tuple(_relative(path, top) for path in paths)
