"""Open the files of a sample, and tell the digest of just the bytes that are then decoded."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import BinaryIO

from specbuild.checking.document.regular import open_file

AT_ONCE = 64 * 2**20  # bytes up to which a file is read whole; a larger one is read twice, so that memory stays bounded
PIECE = 2**20


@contextmanager
def opened(paths: Sequence[str]) -> Iterator[tuple[str, list[BinaryIO]]]:
    """Open the files of a sample.

    Yields:
        The SHA-256 of their content as 64 hexadecimal digits (of several files, that of all their digests), and the files, each at
        its beginning.

    Raises:
        OSError: one cannot be read.
    """
    with ExitStack() as stack:
        found = [_open(path, stack) for path in paths]
        digests = [digest for digest, _ in found]
        together = digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode("ascii")).digest().hex()
        yield together, [file for _, file in found]


def _open(path: str, stack: ExitStack) -> tuple[str, BinaryIO]:
    file = stack.enter_context(open_file(path))
    data = file.read(AT_ONCE + 1)
    if len(data) <= AT_ONCE:
        return hashlib.sha256(data).hexdigest(), io.BytesIO(data)
    digest = hashlib.sha256(data)
    del data
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest(), file
