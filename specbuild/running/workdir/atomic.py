"""Write a file so that a crash at any instant leaves either the old content or the new."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.workdir import codes


def write_bytes(path: Path, content: bytes) -> None:
    """Replace the content of `path`, whole or not at all.

    Raises:
        Refused: W005, the disk is full or the folder cannot be written.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_text(path: Path, content: str) -> None:
    """Replace the content of `path` by text in UTF-8, with line ends as they are."""
    write_bytes(path, content.encode())


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`, with the same ending; what was written there becomes `path` at the end.

    For writers that want a path of their own (Keras, Matplotlib). Nothing is left behind when the block raises.
    """
    with _told(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            _to_disk(temporary)
            temporary.chmod(0o666 & ~_umask())  # `mkstemp` lets only its owner read
            temporary.replace(path)
            _to_disk(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(
            Finding(codes.NOT_WRITTEN, (), f"`{path}` cannot be written: {reason}", "see whether there is room, and who may write there")
        ) from error


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a folder, and makes renames durable by itself
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
