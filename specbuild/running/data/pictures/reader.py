"""Decode pictures afresh from their files, and notice when a file is not what it was."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Finding, KeyPath, Refused
from specbuild.running.data.pictures.decode import Decode
from specbuild.running.data.threads import CHUNK, each


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads samples by number; may be called from several threads.

    Attributes:
        paths: The files.
        ids: Their names in the data set.
        digests: Their SHA-256 when they were looked at first.
        decode: How they are decoded.
        at: The key path that named the data, for findings.
    """

    paths: Sequence[str]
    ids: Sequence[str]
    digests: Sequence[str]
    decode: Decode
    at: KeyPath

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """Decode the files with the given numbers; uint8 of shape (rows, height, width, channels).

        Raises:
            Refused: a file is gone, or its content is not what it was.
        """
        pictures = np.empty((len(rows), *self.decode.shape), np.uint8)

        def one(place: int) -> None:
            pictures[place] = self._picture(int(rows[place]))

        if len(rows) > CHUNK:
            each(len(rows), one)
        else:
            for place in range(len(rows)):
                one(place)
        return pictures

    def _picture(self, row: int) -> np.ndarray:
        try:
            data = Path(self.paths[row]).read_bytes()
        except OSError as error:
            raise Refused(self._changed(row, f"cannot be opened any more ({error.strerror or error})")) from error
        if hashlib.sha256(data).hexdigest() != self.digests[row]:
            raise Refused(self._changed(row, "is not what it was when the data was looked at"))
        return self.decode.known(data)

    def _changed(self, row: int, what: str) -> Finding:
        return Finding("D109", self.at, f"`{self.ids[row]}` {what}", help="leave the data alone while a run is going, and start again")
