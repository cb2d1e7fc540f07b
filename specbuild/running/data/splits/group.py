"""`group`: rows that belong together (of one patient, one place, one speaker) are in one part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import numpy as np
from pydantic import Field
from sklearn.utils import shuffle

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.blocks import Blocks
from specbuild.running.data.splits.columns import column_of
from specbuild.running.data.splits.columns import name_before as before
from specbuild.running.data.splits.random import Share
from specbuild.running.data.splits.split import Split

Mark = Annotated[str, Field(min_length=1)]


def group(
    samples: Samples,
    *,
    column: str | None = None,
    name_before: Mark | list[Mark] | None = None,
    validation: Share = 0.2,
    test: Share = 0.0,
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 0,
) -> Split:
    """Draw whole groups at random, until a part has its share of the rows as nearly as groups allow.

    Args:
        samples: All samples.
        column: The column whose values are the groups (`split_columns` of the loader); left out, the only one there is.
        name_before: For data in files: the group is what stands in the name of a file before this text, such as `"_"`, or before the
            first of several.
        validation: Share of the rows by which choices are made.
        test: Share of the rows that is read once, at the end.
        seed: Seed of the split alone, so that another seed of the run keeps the same rows.

    Returns:
        The split.

    Raises:
        Refused: there is no such column, or there are too few groups.
    """
    blocks = Blocks.of(samples, groups_of(samples, column, name_before))
    parts = 1 + bool(validation) + bool(test)
    if len(blocks.sizes) < parts:
        message = f"there {'is 1 group' if len(blocks.sizes) == 1 else f'are {len(blocks.sizes)} groups'} for {parts} parts"
        raise Refused(Finding("D210", ("split",), message, help="divide by another column, or at random", about="header"))
    rest, drawn = shuffle(np.arange(len(blocks.sizes)), random_state=seed), []
    for number, share in enumerate((test, validation)):
        least_left = parts - 1 - sum(bool(one) for one in (test, validation)[:number]) if share else 0
        taken = _nearest(blocks.sizes[rest], share * len(samples), most=len(rest) - least_left)
        drawn.append(rest[:taken])
        rest = rest[taken:]
    return blocks.split(rest, drawn[1], drawn[0])


def groups_of(samples: Samples, column: str | None, marks: str | Sequence[str] | None) -> np.ndarray:
    """The group of each row, by a column or by the names of files."""
    return column_of(samples, column) if marks is None else before(samples, marks)


def _nearest(sizes: np.ndarray, wanted: float, most: int) -> int:
    """How many groups from the first on have together as nearly `wanted` rows as can be: at least one, unless none is wanted."""
    if not wanted:
        return 0
    return min(most, int(np.abs(np.cumsum(sizes) - wanted).argmin()) + 1)
