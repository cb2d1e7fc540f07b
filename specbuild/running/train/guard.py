"""Watch what evaluation receives: exactly the rows that the loader decodes, with nothing done to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running import codes

DIGEST = 16  # bytes; two different rows have the same one never in practice
SHOWN = 5  # row ids named in a finding


class Guard:
    """Compares the rows of one subset, as they are about to enter the network, with the same rows decoded afresh.

    Rows are decoded afresh the first time they are seen; their digests are what later epochs are compared with. So a change of the way to
    evaluation is found in whichever epoch it comes, and a file that changes on the disk after the first epoch is not seen.
    """

    def __init__(self, subset: str, read: Callable[[np.ndarray], np.ndarray], ids: Sequence[str]) -> None:
        """Guard one subset.

        Args:
            subset: "train", "validation" or "test", for the finding.
            read: Decodes samples by their numbers afresh, past every cache and every augmentation: `Samples.read`.
            ids: Names of all samples, for the finding.
        """
        self.subset, self._read, self._ids = subset, read, ids
        self._digests: dict[int, bytes] = {}

    def check(self, rows: np.ndarray, pictures: np.ndarray, epoch: int | None = None) -> None:
        """Compare one batch.

        Args:
            rows: Numbers of the samples.
            pictures: What the network is about to receive for them, without padding, of shape (rows, *sample).
            epoch: Which epoch it is, from 0; None after training.

        Raises:
            Refused: L002, a row differs.
        """
        self._decode([row for row in rows if int(row) not in self._digests], pictures.dtype)
        wrong = [int(row) for row, picture in zip(rows, pictures, strict=True) if digest(picture) != self._digests[int(row)]]
        if wrong:
            raise Refused(self._finding(wrong, epoch))

    def _decode(self, unseen: list[int], dtype: np.dtype) -> None:
        if unseen:
            fresh = self._read(np.asarray(unseen)).astype(dtype)
            self._digests.update(zip(map(int, unseen), map(digest, fresh), strict=True))

    def _finding(self, wrong: list[int], epoch: int | None) -> Finding:
        names = ", ".join(f"`{self._ids[row]}`" for row in wrong[:SHOWN]) + (
            f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        )
        when = "after training" if epoch is None else f"in epoch {epoch + 1}"
        message = f"the {self.subset} rows {when} are not what the loader decodes: {names}"
        return Finding(
            codes.DIFFERENT_ROWS, (), message, help="nothing may change rows on their way to evaluation: please report this with the spec"
        )


def digest(picture: np.ndarray) -> bytes:
    """What stands for the content of one row: its values, type and shape."""
    hashed = blake2b(f"{picture.dtype}{picture.shape}".encode(), digest_size=DIGEST)
    hashed.update(picture.tobytes())
    return hashed.digest()
