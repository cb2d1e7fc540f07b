"""The column that a split goes by: of a table, or the beginning of the names of files."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean
from specbuild.running.data.samples import Samples

CONTENT = "content"  # not a column of the data: which rows are copies of each other


def column_of(samples: Samples, column: str | None) -> np.ndarray:
    """The values of a column, one for each row; without a name the only one there is.

    Raises:
        Refused: there is no such column, or several and none is named.
    """
    names = [name for name in samples.groups if name != CONTENT]
    if column in names:
        return samples.groups[column]
    if column is None and len(names) == 1:
        return samples.groups[names[0]]
    if column is None and not names:
        message = "this split goes by a column, and the loader gives none"
        help_ = "name it in `loader.split_columns`; it is no feature then"
        raise Refused(Finding("D209", ("split", "type"), message, help=help_))
    if column is None:
        shown = ", ".join(f'"{name}"' for name in names)
        raise Refused(
            Finding("D209", ("split", "type"), "which column the split goes by is not said", help=f"write `column = ` one of {shown}")
        )
    help_ = did_you_mean(column, names) if names else f'write `split_columns = ["{column}"]` in the loader'
    raise Refused(Finding("D209", ("split", "column"), f"the loader gives no column `{column}` to the split", help=help_))


def name_before(samples: Samples, marks: str | Sequence[str]) -> np.ndarray:
    """For each row what the name of its file has before a mark: `scan12` of `ill/scan12_3.png` before `_`.

    Args:
        samples: All samples.
        marks: One or several; of several the one counts that comes first in a name.

    Raises:
        Refused: a name holds none of them.
    """
    files = [name.rpartition("/")[2] for name in samples.ids]
    marks = [marks] if isinstance(marks, str) else marks
    every = re.compile("|".join(map(re.escape, marks)))
    without = next((row for row, name in enumerate(files) if not every.search(name)), None)
    if without is not None:
        shown = " or ".join(f"`{mark}`" for mark in marks)
        message = f"the name of `{samples.ids[without]}` does not hold {shown}"
        raise Refused(
            Finding("D209", ("split", "name_before"), message, help="name what stands between the group and the rest in every name")
        )
    return np.array([every.split(name, maxsplit=1)[0] for name in files])
