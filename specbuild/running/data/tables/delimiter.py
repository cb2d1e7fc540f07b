"""Which character parts the cells of a table, found by its first lines."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from specbuild.running.data.tables.numbers import PLAIN, is_number

LOOKED_AT = 50  # first lines by which the delimiter is found
LARGEST = 2**31 - 1  # characters of a cell; what a file may hold is bounded elsewhere
MARKS = (",", ";", "\t", "|")
WHITESPACE = "whitespace"
_STEADY = 3  # rows of equal length from which on they are a table below a preamble


def reader(lines: Iterable[str], delimiter: str, quotechar: str, *, strict: bool = True) -> Any:
    """A reader of the standard library for rows that are parted like that; a strict one raises for quotation marks that stand wrongly."""
    csv.field_size_limit(LARGEST)
    quotes: dict[str, Any] = {"quoting": csv.QUOTE_NONE} if quotechar == "none" else {"quotechar": quotechar}
    if delimiter == WHITESPACE:
        joined = (line.replace("\t", " ").rstrip(" \r\n") + "\n" for line in lines)
        return csv.reader(joined, delimiter=" ", skipinitialspace=True, strict=strict, **quotes)
    return csv.reader(lines, delimiter=delimiter, strict=strict, **quotes)


def delimiter_of(path: Path, lines: Sequence[str], quotechar: str) -> str | None:
    """The delimiter by which the first rows have equally many cells, and most of them; None where that cannot be told."""
    widths = {mark: widths_of(lines, mark, quotechar) for mark in MARKS}
    even = {mark: some[0] for mark, some in widths.items() if len(set(some)) == 1 and some[0] > 1}
    fitting = [mark for mark, width in even.items() if width == max(even.values())]
    if _is_blank_parted(lines, quotechar, max(even.values(), default=1)):
        return WHITESPACE
    if len(fitting) == 1:
        return fitting[0]
    if "\t" in fitting and path.suffix.lower() in (".tsv", ".tab"):
        return "\t"  # the name of the file says so
    if not fitting and not any(mark in line for line in lines for mark in MARKS):
        return ","  # a single column
    return _of_most_rows(widths) if not fitting else None


def _of_most_rows(widths: dict[str, list[int]]) -> str | None:
    """The mark that parts most rows into as many cells as others have; the rows that differ will be told one by one."""
    shares = {mark: max((some.count(width), width) for width in {1, *some}) for mark, some in widths.items() if set(some) - {1}}
    best = [mark for mark, (rows, width) in shares.items() if width > 1 and (rows, width) == max(shares.values())]
    return best[0] if len(best) == 1 else None


def widths_of(lines: Sequence[str], delimiter: str, quotechar: str) -> list[int]:
    """The numbers of cells of the first rows; none where they cannot be parted like that."""
    try:
        widths = [len(row) for row in reader(lines, delimiter, quotechar, strict=False) if row]  # the last one may be cut off
    except csv.Error:
        return []
    return widths[:-1] if len(lines) == LOOKED_AT and len(widths) > 1 else widths  # the last one may go on beyond those lines


def _is_blank_parted(lines: Sequence[str], quotechar: str, other: int) -> bool:
    """Whether runs of blanks part the cells: equally many below the first row, more than by any other mark, and mostly numbers."""
    try:
        rows = [row for row in reader(lines, WHITESPACE, quotechar, strict=False) if row]
    except csv.Error:
        return False
    below = rows[1:] or rows
    if len({len(row) for row in below}) != 1 or len(below[0]) <= max(1, other):
        return False
    cells = [cell for row in below for cell in row]
    marked = any(mark in cell for cell in cells for mark in (",", ";", "|"))
    return not marked and sum(is_number(cell, PLAIN) for cell in cells) >= 0.5 * len(cells)


def is_fixed_width(line: str) -> bool:
    """Whether a line has cells with several blanks between them."""
    return re.search(r"\S {2,}\S", line) is not None


def lines_above(lines: Sequence[str], delimiter: str, quotechar: str) -> int:
    """How many lines stand above the first row from which on all rows have equally many cells; 0 where rows differ in other ways."""
    begins = list(_begins(lines, delimiter, quotechar))
    if len(lines) == LOOKED_AT:
        begins = begins[:-1]
    steady = list(itertools.takewhile(lambda row: row[1] == begins[-1][1], reversed(begins)))
    if begins and begins[-1][1] > 1 and _STEADY <= len(steady) < len(begins):
        return steady[-1][0]
    return 0


def _begins(lines: Sequence[str], delimiter: str, quotechar: str) -> Iterator[tuple[int, int]]:
    """How many lines stand above each row, and its number of cells."""
    rows, above = reader(lines, delimiter, quotechar), 0
    try:
        for row in rows:
            if row:
                yield above, len(row)
            above = rows.line_num
    except csv.Error:
        return
