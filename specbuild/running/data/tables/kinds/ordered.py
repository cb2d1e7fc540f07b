"""`ordered`: one of some levels that have an order, as its scaled place in it."""

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

WORD, MEASURED = "one of the levels", False


def read(texts: np.ndarray, present: np.ndarray, reading: Reading) -> Read:
    """Read the cells of a column as the places of their levels, from 0."""
    places = {level: float(place) for place, level in enumerate(reading.levels)}
    return parsed(texts, present, places.get)


def learn(column: Read, making: Making) -> Learnt:
    """What training rows teach."""
    return learn_filled(column, making.scale)


def numbers(column: Read, learnt: Learnt) -> np.ndarray:
    """The scaled place, and a mark where it was missing."""
    return filled(column.values, column.present, learnt)


def names(name: str, learnt: Learnt) -> Sequence[str]:
    """Their names."""
    return filled_names(name, learnt)


def say(numbers: np.ndarray, learnt: Learnt) -> str:
    """The level at the place, or the one that is nearest where augmentation moved it."""
    value = unfilled(numbers, learnt)
    return MISSING if value is None else str(learnt["levels"][int(np.clip(round(value), 0, len(learnt["levels"]) - 1))])
