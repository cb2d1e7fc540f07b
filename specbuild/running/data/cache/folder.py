"""Where decoded samples are kept, how much that may be, and what goes first when there is too much."""

from __future__ import annotations

import os
import shutil
import socket
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from specbuild.running.data.sizes import stated

PLACE, BOUND = "SPECBUILD_CACHE", "SPECBUILD_CACHE_SIZE"
USUAL = 20 * 2**30  # bytes
SPARE = 2 * 2**30  # bytes of the disk that are left to others
INDEX = "index.json"
_PART, _GONE = ".part", ".gone"
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Kept:
    """One data set that is kept: its folder, bytes, and when it was used last, in seconds since 1970."""

    folder: Path
    nbytes: int
    used: float


def place() -> Path:
    """The folder: `SPECBUILD_CACHE`, else `specbuild/decoded` where this system keeps what can be made again."""
    if os.environ.get(PLACE):
        return Path(os.environ[PLACE]).expanduser()
    home = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(home).expanduser() / "specbuild" / "decoded"


def bound() -> int:
    """Bytes that may be kept: `SPECBUILD_CACHE_SIZE`, else 20 GiB; 0 keeps nothing.

    Raises:
        Refused: the variable is set to something that is no size.
    """
    size = stated(BOUND)
    return USUAL if size is None else size


def kept(folder: Path) -> list[Kept]:
    """What is kept, the one that was not used for the longest time first."""
    found = [_kept(entry) for entry in _entries(folder) if not entry.name.startswith(".")]
    return sorted((one for one in found if one is not None), key=lambda one: one.used)


def make_room(folder: Path, wanted: int) -> bool:
    """Remove what was not used for longest until so many bytes fit under the bound and on the disk; whether they do."""
    if wanted > bound():
        return False
    remove_leftovers(folder)
    waiting = kept(folder)
    taken = sum(one.nbytes for one in waiting) + sum(_nbytes(part) for part in _entries(folder) if part.name.endswith(_PART))
    for one in waiting:
        if taken + wanted <= bound() and _free(folder) >= wanted + SPARE:
            break
        remove(one.folder)
        taken -= one.nbytes
    return taken + wanted <= bound() and _free(folder) >= wanted + SPARE


def remove(folder: Path) -> None:
    """Remove something that is kept: first out of sight in one step, so that nobody finds half of it."""
    gone = folder.with_name(f".{uuid.uuid4().hex}{_GONE}")
    try:
        folder.rename(gone)
    except OSError:  # another run was faster, or this system does not move what is open
        return
    shutil.rmtree(gone, ignore_errors=True)


def new_part(folder: Path, key: str) -> Path:
    """A folder to write into, that says whose it is: what a run left that was killed can be told by it."""
    part = folder / f".{key[:16]}.{socket.gethostname()}.{os.getpid()}.{uuid.uuid4().hex[:8]}{_PART}"
    part.mkdir(mode=0o700, parents=True)
    return part


def remove_leftovers(folder: Path) -> None:
    """Remove what runs that were killed have left."""
    for entry in _entries(folder):
        if entry.name.endswith(_GONE) or (entry.name.endswith(_PART) and _is_left(entry)):
            shutil.rmtree(entry, ignore_errors=True)


def _is_left(part: Path) -> bool:
    """Whether nobody writes there any more: its process is gone, or for another machine, it was not touched for a day."""
    _, host, number = part.name.removesuffix(_PART).rsplit(".", 3)[-4:-1] if part.name.count(".") >= 4 else ("", "", "")
    if host == socket.gethostname() and number.isdigit() and os.name == "posix":
        return not _runs(int(number))
    try:
        return time.time() - part.stat().st_mtime > _DAY
    except OSError:
        return False


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _entries(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (entry for entry in folder.iterdir() if entry.is_dir())


def _kept(folder: Path) -> Kept | None:
    try:
        return Kept(folder, _nbytes(folder), (folder / INDEX).stat().st_mtime)
    except OSError:  # removed by another run in this moment
        return None


def _nbytes(folder: Path) -> int:
    try:
        return sum(file.stat().st_size for file in folder.iterdir())
    except OSError:
        return 0


def _free(folder: Path) -> int:
    there = folder
    while not there.exists():
        there = there.parent
    return shutil.disk_usage(there).free
