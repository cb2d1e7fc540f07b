"""`numeric`: a measured number, filled with the training median where it is missing, and scaled."""

from __future__ import annotations

from collections.abc import Sequence

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
from specbuild.running.data.tables.numbers import to_number

WORD, MEASURED = "a number", True


def read(texts: np.ndarray, present: np.ndarray, reading: Reading) -> Read:
    """Read the cells of a column."""
    return parsed(texts, present, lambda text: to_number(text, reading.numbers))


def learn(column: Read, making: Making) -> Learnt:
    """What training rows teach."""
    return learn_filled(column, making.scale)


def numbers(column: Read, learnt: Learnt) -> np.ndarray:
    """The scaled number, and a mark where it was missing."""
    return filled(column.values, column.present, learnt)


def names(name: str, learnt: Learnt) -> Sequence[str]:
    """Their names."""
    return filled_names(name, learnt)


def say(numbers: np.ndarray, learnt: Learnt) -> str:
    """The number in its own unit, to the digits that float32 keeps."""
    value = unfilled(numbers, learnt)
    return MISSING if value is None else f"{value:.5g}"
