"""List a folder of data: what counts as a file or a folder there, and what is passed over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from specbuild.running.data.folders.names import natural

# What programs leave behind, beside all names that begin with a dot (`.DS_Store`, `.ipynb_checkpoints`, AppleDouble `._*`).
LITTER = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "@eadir", "$recycle.bin", "system volume information"})


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder holds, each in natural order, as paths.

    Attributes:
        folders: Its folders, and links to folders outside of the data.
        files: Its regular files, and links to files, also where nothing is at their end.
        passed: Links to folders that lie inside the data: what they lead to is counted where it is.
    """

    folders: tuple[str, ...]
    files: tuple[str, ...]
    passed: tuple[str, ...]


def listing(folder: str, root: str) -> Listing:
    """List one folder of the data below `root`; named pipes, sockets and litter are passed over.

    Raises:
        OSError: the folder cannot be listed.
    """
    found: dict[str, list[str]] = {"folders": [], "files": [], "passed": [], "": []}
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and entry.name.casefold() not in LITTER:
                found[_kind(entry, root)].append(entry.path)
    return Listing(*(tuple(sorted(found[kind], key=natural)) for kind in ("folders", "files", "passed")))


def files_below(folder: str, root: str) -> Iterator[str]:
    """All files of a folder and of the folders in it; no folder twice, whatever links lead to it.

    Raises:
        OSError: a folder cannot be listed.
    """
    seen = set[tuple[int, int]]()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        status = os.stat(current)  # noqa: PTH116 - a Path for each of many thousand files costs more than all the rest
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        inside = listing(current, root)
        yield from inside.files
        waiting.extend(reversed(inside.folders))


def _kind(entry: os.DirEntry[str], root: str) -> str:
    try:
        if entry.is_dir():
            return "passed" if entry.is_symlink() and _overlap(entry.path, root) else "folders"
        return "files" if entry.is_file() or _leads_nowhere(entry) else ""
    except OSError:  # a link that leads to itself
        return "files"


def _leads_nowhere(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110


def _overlap(link: str, root: str) -> bool:
    target, top = os.path.realpath(link), os.path.realpath(root)
    return target == top or target.startswith(top + os.sep) or top.startswith(target.rstrip(os.sep) + os.sep)
