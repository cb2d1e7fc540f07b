"""`boolean`: true or false, as 1 and 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from specbuild.running.data.tables.kinds.kind import (
    MISSING,
    Learnt,
    Making,
    Read,
    Reading,
    filled,
    filled_names,
    learn_filled,
    parsed,
    unfilled,
)

WORD, MEASURED = "true or false", False
WORDS: Mapping[str, float] = {"true": 1.0, "yes": 1.0, "false": 0.0, "no": 0.0}  # what a column of such words is taken for by itself
MORE: Mapping[str, float] = {**WORDS, "1": 1.0, "0": 0.0, "t": 1.0, "f": 0.0, "y": 1.0, "n": 0.0, "on": 1.0, "off": 0.0}


def read(texts: np.ndarray, present: np.ndarray, reading: Reading) -> Read:
    """Read the cells of a column."""
    return parsed(texts, present, lambda text: MORE.get(text.casefold()))


def learn(column: Read, making: Making) -> Learnt:
    """What training rows teach: the more frequent of both, for where none is known."""
    return {**learn_filled(column, "none"), "fill": float(column.values[column.present].mean() >= 0.5) if column.present.any() else 0.0}


def numbers(column: Read, learnt: Learnt) -> np.ndarray:
    """0 or 1, and a mark where it was missing."""
    return filled(column.values, column.present, learnt)


def names(name: str, learnt: Learnt) -> Sequence[str]:
    """Their names."""
    return filled_names(name, learnt)


def say(numbers: np.ndarray, learnt: Learnt) -> str:
    """True or false."""
    value = unfilled(numbers, learnt)
    return MISSING if value is None else "true" if value >= 0.5 else "false"
