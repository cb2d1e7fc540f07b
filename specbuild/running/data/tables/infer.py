"""What a column holds, where neither the spec nor the file says it."""

from __future__ import annotations

import numpy as np

from specbuild.running.data.tables.kinds.boolean import WORDS
from specbuild.running.data.tables.numbers import is_code, is_date, is_number

MOSTLY = 0.5  # share of numbers from which on a column is not simply words


class Mixed(Exception):
    """Raised for a column of numbers and words; holds one of the rows with a word."""

    def __init__(self, row: int, share: float) -> None:
        super().__init__(row)
        self.row, self.share = row, share


def infer(texts: np.ndarray, present: np.ndarray, decimal: str) -> str | None:
    """The kind of a column.

    Args:
        texts: Its cells, of shape (rows,).
        present: Whether each holds something.
        decimal: The decimal mark of numbers.

    Returns:
        "numeric", "boolean", "date" or "categorical"; None where it is empty. Digits that begin with a zero are words.

    Raises:
        Mixed: numbers in most rows and words in others.
    """
    different, first, counts = np.unique(texts[present], return_index=True, return_counts=True)
    words = [str(text) for text in different]
    if not words:
        return None
    number = np.array([is_number(word, decimal) for word in words])
    if number.all():
        return "categorical" if any(is_code(word) for word in words) else "numeric"
    if all(word.casefold() in WORDS for word in words):
        return "boolean"
    if all(is_date(word) for word in words):
        return "date"
    share = counts[number].sum() / counts.sum()
    if share >= MOSTLY:
        raise Mixed(int(np.flatnonzero(present)[first[~number].min()]), float(share))
    return "categorical"


def looks_like_decimal_commas(texts: np.ndarray, present: np.ndarray) -> bool:
    """Whether all cells are numbers once a comma is read as the decimal mark, and some need that."""
    words = [str(text) for text in np.unique(texts[present])]
    return any("," in word for word in words) and all(is_number(word, ",") for word in words)
