"""Decode samples afresh from their files, and notice when a file is not what it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.checking.diagnostic import Finding, KeyPath, Refused
from specbuild.running.data.files.decode import Decode
from specbuild.running.data.files.items import Item
from specbuild.running.data.files.opened import opened
from specbuild.running.data.threads import CHUNK, each


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads samples by number; may be called from several threads.

    Attributes:
        items: The samples.
        digests: The SHA-256 of each when it was looked at first.
        decode: How they are decoded.
        at: The key path that named the data, for findings.
    """

    items: Sequence[Item]
    digests: Sequence[str]
    decode: Decode
    at: KeyPath

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """Decode the samples with the given numbers; shape (rows, *shape).

        Raises:
            Refused: a file is gone, or its content is not what it was.
        """
        values = np.empty((len(rows), *self.decode.shape), self.decode.dtype)

        def one(place: int) -> None:
            values[place] = self._sample(int(rows[place]))

        if len(rows) > CHUNK:
            each(len(rows), one)
        else:
            for place in range(len(rows)):
                one(place)
        return values

    def _sample(self, row: int) -> np.ndarray:
        try:
            with opened(self.items[row].paths) as (digest, files):
                if digest != self.digests[row]:
                    raise Refused(self._changed(row, "is not what it was when the data was looked at"))
                return self.decode.known(files)
        except OSError as error:
            raise Refused(self._changed(row, f"cannot be opened any more ({error.strerror or error})")) from error

    def _changed(self, row: int, what: str) -> Finding:
        return Finding("D109", self.at, f"`{self.items[row].id}` {what}", help="leave the data alone while a run is going, and start again")
