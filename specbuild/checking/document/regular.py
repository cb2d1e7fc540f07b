"""Open files that somebody named, and no pipe or device: from such nothing may ever come, or no end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_file(path: str | Path, *, piped: bool = False) -> BinaryIO:
    """Open a file to read its bytes.

    Args:
        path: The file.
        piped: Whether it may be what a shell hands over, as `/dev/stdin` or `<(command)` do.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    file = open(path, "rb", opener=_at_once)  # noqa: SIM115 - who calls closes it; only this `open` takes an opener
    if stat.S_ISREG(mode := os.fstat(file.fileno()).st_mode):
        return file
    if piped and stat.S_ISFIFO(mode) and not Path(os.path.realpath(path)).exists():  # a pipe without a name has somebody who writes
        os.set_blocking(file.fileno(), True)
        return file
    file.close()
    raise (
        IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if stat.S_ISDIR(mode)
        else OSError(errno.EINVAL, "it is a pipe or a device, and no file")
    )


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for whoever writes into a named pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
