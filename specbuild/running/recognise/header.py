"""Whether the first rows of a table hold names, told by how they differ from those below."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from specbuild.running.data.tables.missing import USUAL
from specbuild.running.data.tables.numbers import Notation, is_date, is_number, to_number
from specbuild.running.data.tables.table import Table

LOOKED_AT = 2000  # rows by which names are told from data
_COMMAS = Notation(decimal=",")


def header_rows(table: Table) -> int:
    """How many of the first rows of a table, read without a header, hold names: none, one, or two where the second holds units."""
    first = [str(table[name][0]) for name in table.names]
    below = [table[name][1 : LOOKED_AT + 1] for name in table.names]
    if len(table) > 3 and _holds_units(first, below):
        return 2
    return 1 if _holds_names(first, below) else 0


def _is_number(cell: str) -> bool:
    return is_number(cell) or is_number(cell, _COMMAS)


def _holds_units(first: Sequence[str], below: Sequence[np.ndarray]) -> bool:
    """Whether the second row tells of the numbers below it, as the first does: it has a word over each column of numbers."""
    rest = [column[1:] for column in below]
    over = [(name, str(column[0]), cells) for name, column, cells in zip(first, below, rest, strict=True)]
    numbers = [(name, unit) for name, unit, cells in over if _numeric(cells)]
    if not numbers or any(_is_number(cell) for pair in numbers for cell in pair) or not any(name for name, _ in numbers):
        return False
    units = [unit for _, unit in numbers if unit and unit not in USUAL]
    words = [(unit, cells) for _, unit, cells in over if not _numeric(cells)]
    return len(units) >= max(1, len(numbers) // 2) and not any(unit and (cells == unit).any() for unit, cells in words)


def _holds_names(first: Sequence[str], columns: Sequence[np.ndarray]) -> bool:
    """Whether the first row tells of those below it, instead of being one of them."""
    unnamed = [number for number, cell in enumerate(first) if not cell]
    if any(number and any(str(cell) for cell in columns[number]) for number in unnamed):
        return _are_words_over_numbers(first, columns)  # else a name may be missing over the numbers of the rows, and over nothing
    if not len(columns[0]):
        return not any(map(_is_number, first))
    votes = [_vote(cell, rest) for cell, rest in zip(first, columns, strict=True)]
    if _counts_up([cell for cell, rest in zip(first, columns, strict=True) if is_number(cell) and _numeric(rest)]):
        return True
    return sum(votes) > 0 or (sum(votes) == 0 and len(set(first)) == len(first) and not any(map(_is_number, first)))


def _are_words_over_numbers(first: Sequence[str], columns: Sequence[np.ndarray]) -> bool:
    votes = [(_vote(cell, rest), _numeric(rest)) for cell, rest in zip(first, columns, strict=True) if cell]
    return any(numeric for _, numeric in votes) and all(vote >= 0 for vote, _ in votes)


def _vote(cell: str, rest: np.ndarray) -> int:
    """1 where a cell looks like the name of its column, -1 where it looks like one of its cells, 0 where it does not say."""
    number = _is_number(cell)
    if _numeric(rest):
        return -1 if number or cell in USUAL else 1
    if number or is_date(cell):
        return -1
    texts = [str(one) for one in rest if str(one)]
    if cell in texts:
        return -1
    longest = max(map(len, texts), default=0)
    few = len(set(texts)) <= max(2, len(texts) // 5)
    return 1 if few or (longest > 60 and len(cell) <= 30) else 0


def _numeric(rest: np.ndarray) -> bool:
    texts = [str(one) for one in rest if str(one) not in USUAL]
    return bool(texts) and sum(map(_is_number, texts)) >= 0.9 * len(texts)


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether these are numbers in a row, such as 0, 1, 2 ... or years: names of steps, and no data."""
    numbers = [to_number(cell) for cell in cells]
    steps = {round(b - a, 9) for a, b in itertools.pairwise(numbers) if a is not None and b is not None}
    return len(cells) >= 3 and len(steps) == 1 and steps != {0}
