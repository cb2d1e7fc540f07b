"""A run folder belongs to one process while it trains; the system takes it back when the process dies, however it dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.workdir import codes

_LOCK = ".lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep other processes from training in a folder until the block ends.

    Raises:
        Refused: W008, another process does; W005, nothing can be written there.
    """
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        help = "wait for it, or leave out `--resume`: that begins a run of its own"
        raise Refused(Finding(codes.HELD, (), f"another process is training in `{folder}`", help)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(Finding(codes.NOT_WRITTEN, (), f"nothing can be written into `{folder}`: {reason}", "make it writable")) from error
    try:
        yield
    finally:
        with suppress(PermissionError):  # Windows removes it itself, once it is let go
            (folder / _LOCK).unlink(missing_ok=True)
        lock.release()
