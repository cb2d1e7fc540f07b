"""`date`: a moment, as its scaled distance and its place in the year, the week and, where there are times of day, the day."""

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
from specbuild.running.data.tables.numbers import to_seconds

WORD, MEASURED = "a date", True
DAY = 86_400.0
_CYCLES = {"year": 365.2425 * DAY, "week": 7 * DAY, "day": DAY}


def read(texts: np.ndarray, present: np.ndarray, reading: Reading) -> Read:
    """Read the cells of a column as seconds since 1970."""
    return parsed(texts, present, lambda text: to_seconds(text, reading.date_format))


def learn(column: Read, making: Making) -> Learnt:
    """What training rows teach: the scale, and which cycles the dates are fine enough for."""
    known = column.values[column.present]
    finest = np.gcd.reduce(np.abs(known).astype(np.int64)) if len(known) else 0
    cycles = ["year", "week", "day"] if finest % DAY else ["year", "week"]
    return {**learn_filled(column, making.scale), "cycles": cycles}


def numbers(column: Read, learnt: Learnt) -> np.ndarray:
    """The scaled moment (and a mark where it was missing), then sine and cosine of its place in each cycle, 0 where it is missing."""
    turns = [np.where(column.present, column.values, 0) / _CYCLES[cycle] * 2 * np.pi for cycle in learnt["cycles"]]
    waves = [np.where(column.present, wave(turn), 0) for turn in turns for wave in (np.sin, np.cos)]
    return np.column_stack([filled(column.values, column.present, learnt), *waves]).astype(np.float32)


def names(name: str, learnt: Learnt) -> Sequence[str]:
    """Their names."""
    waves = [f"{name}: {wave} of the {cycle}" for cycle in learnt["cycles"] for wave in ("sine", "cosine")]
    return [*filled_names(name, learnt), *waves]


def say(numbers: np.ndarray, learnt: Learnt) -> str:
    """The day; float32 keeps no more of it."""
    value = unfilled(numbers, learnt)
    return MISSING if value is None else str(np.datetime64(0, "s") + np.timedelta64(round(value / DAY) * int(DAY), "s"))[:10]
