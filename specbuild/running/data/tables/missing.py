"""Which cells hold nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from specbuild.running.data.tables.table import TEXT

USUAL: list[str] = ["", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "?"]


STANDING_IN = (-99.0, -999.0, -9999.0, -99999.0)  # numbers that people write where there is none


def standing_in(values: np.ndarray) -> float | None:
    """The number below 0 that seems to stand for gaps: the only one below 0 in its column, and one that people use for that."""
    below = np.unique(values[values < 0])
    return float(below[0]) if len(below) == 1 and below[0] in STANDING_IN and (values >= 0).any() else None


def present(texts: np.ndarray, words: Sequence[str]) -> np.ndarray:
    """Whether each cell holds something: true or false, of the shape of `texts`."""
    return ~np.isin(texts, np.array(list(words), dtype=TEXT)) if words else np.ones(len(texts), bool)
