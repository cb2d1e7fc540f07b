"""`hash`: the name of a row alone says which part it is in, so that rows added later change nothing for those that were there."""

from __future__ import annotations

import hashlib
from typing import Annotated

import numpy as np
from pydantic import Field

from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.blocks import Blocks
from specbuild.running.data.splits.columns import column_of
from specbuild.running.data.splits.random import Share
from specbuild.running.data.splits.split import Split


def hash(
    samples: Samples,
    *,
    column: str | None = None,
    validation: Share = 0.2,
    test: Share = 0.0,
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 0,
) -> Split:
    """Put each row where a hash of its name says: shares are met on average, and no row ever moves to another part when data is added.

    Args:
        samples: All samples.
        column: A column (`split_columns` of the loader) whose values are hashed instead of names, so that equal values stay together.
        validation: Share of the rows by which choices are made.
        test: Share of the rows that is read once, at the end.
        seed: Goes into the hash; another one gives another split.

    Returns:
        The split.

    Raises:
        Refused: there is no such column.
    """
    names = samples.ids if column is None else [str(value) for value in column_of(samples, column)]
    blocks = Blocks.of(samples, None if column is None else np.array(names))
    places = np.array([_place(names[row], seed) for row in blocks.first])[blocks.of_row]
    tested, validated = places < test, (places >= test) & (places < test + validation)
    return Split(*(np.flatnonzero(rows) for rows in (~tested & ~validated, validated, tested)))


def _place(name: str, seed: int) -> float:
    """A number from 0 to 1 for a name, the same in every process and release."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{name}".encode()).digest()[:8], "big") / 2**64
