"""Which cells hold nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from specbuild.running.data.tables.table import TEXT

USUAL: list[str] = ["", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "?"]


def present(texts: np.ndarray, words: Sequence[str]) -> np.ndarray:
    """Whether each cell holds something: true or false, of the shape of `texts`."""
    return ~np.isin(texts, np.array(list(words), dtype=TEXT)) if words else np.ones(len(texts), bool)
