"""Open a table whatever it is compressed with, and never read more of it than is allowed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from specbuild.checking.document.regular import open_file
from specbuild.running.data.tables.foreign import Foreign, foreign_archive

# What a damaged archive raises, by whichever library.
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
_MAGIC: Mapping[bytes, Callable[[IO[bytes]], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
_ZIP = b"PK\x03\x04"


class TooLarge(Exception):
    """Raised where a file holds more bytes than are allowed."""


class NoTable(Exception):
    """Raised for an archive that is something else than a table."""

    def __init__(self, foreign: Foreign) -> None:
        """Hold what it is."""
        super().__init__(foreign.what)
        self.foreign = foreign


class Bounded(io.RawIOBase):
    """A file that raises `TooLarge` once more than `limit` bytes were read of it."""

    def __init__(self, file: Any, limit: int) -> None:
        """Wrap a file that is open for reading."""
        self._file, self._left = file, limit

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what fits into the buffer."""
        data = self._file.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: Path, limit: int) -> Iterator[IO[bytes]]:
    """The decompressed bytes of a file; what compressed it is told by its first bytes, not by its name.

    Args:
        path: The file.
        limit: Bytes that may be read.

    Raises:
        OSError: it cannot be opened, or is damaged.
        TooLarge: while reading, once there is more than `limit`.
        NoTable: it is an archive of several files, a workbook or the like.
    """
    with open_file(path) as file:
        start = file.read(6)
        file.seek(0)
        if start.startswith(_ZIP):
            with zipfile.ZipFile(file) as archive, archive.open(_only(archive)) as member:
                yield io.BufferedReader(Bounded(member, limit))
            return
        decompress = next((make for magic, make in _MAGIC.items() if start.startswith(magic)), None)
        yield io.BufferedReader(Bounded(decompress(file) if decompress else file, limit))


def _only(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith(("__MACOSX", "."))]
    if found := foreign_archive(frozenset(one.filename for one in members)):
        raise NoTable(found)
    if len(members) != 1:
        raise NoTable(Foreign(f"an archive of {len(members)} files", "unpack it, and name the folder or one of the files"))
    return members[0]
