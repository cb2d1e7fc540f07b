"""What a column holds, where neither the spec nor the file says it."""

from __future__ import annotations

import numpy as np

from specbuild.running.data.tables.kinds.boolean import MORE, WORDS
from specbuild.running.data.tables.numbers import Notation, is_code, is_date, is_number, is_period

MOSTLY = 0.5  # share of numbers from which on a column is not simply words


class Mixed(Exception):
    """Raised for a column of numbers (or dates) and words; holds one of the rows with a word."""

    def __init__(self, row: int, share: float, what: str) -> None:
        super().__init__(row)
        self.row, self.share, self.what = row, share, what


def infer(texts: np.ndarray, present: np.ndarray, notation: Notation, date_format: str | None = None) -> str | None:
    """The kind of a column.

    Args:
        texts: Its cells, of shape (rows,).
        present: Whether each holds something.
        notation: How numbers are written.
        date_format: How dates are written; None for ISO 8601.

    Returns:
        "numeric", "boolean", "date" or "categorical"; None where it is empty. Digits that begin with a zero are words.

    Raises:
        Mixed: numbers, or dates, in most rows and words in others.
    """
    different, first, counts = np.unique(texts[present], return_index=True, return_counts=True)
    words = [str(text) for text in different]
    if not words:
        return None
    number = np.array([is_number(word, notation) for word in words])
    if number.all():
        return "categorical" if any(is_code(word) for word in words) else "numeric"
    folded = {word.casefold() for word in words}
    if folded <= WORDS.keys() or (len(folded) > 2 and folded <= MORE.keys()):  # two other words, such as Y and N, are as good as words
        return "boolean"
    date = np.array([is_date(word, date_format) for word in words])
    if date.all() or (date_format is None and all(map(is_period, words))):
        return "date"
    for found, what in ((number, "numbers"), (date, "dates")):
        share = counts[found].sum() / counts.sum()
        if share >= MOSTLY:
            raise Mixed(int(np.flatnonzero(present)[first[~found].min()]), float(share), what)
    return "categorical"
