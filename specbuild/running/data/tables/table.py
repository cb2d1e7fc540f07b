"""A table as it was read: text in named columns, and where every row stands in its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

TEXT = np.dtypes.StringDType()
SERIES = "series"  # what `Table.kinds` says of a column whose cells hold the steps of series


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as text, by column.

    Attributes:
        columns: For each name its cells, an array of text of shape (rows,), without the blanks around them. In the order of the file.
        files: For each row the name of its file, of shape (rows,), or one name for all.
        lines: For each row the line on which it begins in its file, from 1, the header counted; its number in files without lines.
        parts: "train", "validation" or "test" for each row, where the table comes in ready-made files.
        kinds: What the file itself says that a column holds ("numeric", "categorical", "boolean", "date" or
            `SERIES`), where it says so.
        named: Whether the names were in the file; else they are `column 1`, `column 2` ...
        nameless: Columns whose name was left empty among others that have one: they are `column 1` and so on too, and nobody can have
            meant them by saying nothing.
        astray: Rows that are no part of the table, since they have other cells than it has columns: by their line, what is wrong with
            each. Empty unless the table was read to predict for the rows that it has.
    """

    columns: Mapping[str, np.ndarray]
    files: Sequence[str]
    lines: np.ndarray
    parts: Sequence[str] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    named: bool = True
    nameless: frozenset[str] = frozenset()
    astray: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.columns)

    def place(self, row: int) -> str:
        """Where a row stands, for people: `train.csv, row 12`."""
        return f"{self.files[row]}, row {self.lines[row]}"

    def id(self, row: int) -> str:
        """A name of a row that stays the same from run to run."""
        return f"{self.files[row]}:{self.lines[row]}"
