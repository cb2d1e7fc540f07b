"""`categorical`: one of some words without an order, as a number for each; or hashed where there are too many.

A missing value is a level of its own if training rows had it. A level that training rows never had is none of them: all numbers are 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from specbuild.running.data.folders.names import natural
from specbuild.running.data.tables.kinds.kind import MISSING, Learnt, Making, Read, Reading
from specbuild.running.data.tables.table import TEXT

WORD, MEASURED = "a word", False


def read(texts: np.ndarray, present: np.ndarray, reading: Reading) -> Read:
    """Read the cells of a column: the text itself, "" where there is none."""
    return Read(np.where(present, texts, np.array("", dtype=TEXT)), present, np.empty(0, np.int64))


def learn(column: Read, making: Making) -> Learnt:
    """What training rows teach: the levels that there are, or into how many numbers they are hashed."""
    levels = sorted((str(level) for level in np.unique(column.values[column.present])), key=natural)
    indicator = bool((~column.present).any())
    if len(levels) > making.most_levels:
        return {"hashed": making.hashed, "indicator": indicator}
    return {"categories": levels, "indicator": indicator}


def numbers(column: Read, learnt: Learnt) -> np.ndarray:
    """0 or 1 for each level; or one 1 or -1 among the hashed numbers; and a mark where it was missing."""
    different, of_row = np.unique(column.values, return_inverse=True)
    table = _hashed(different, learnt["hashed"]) if "hashed" in learnt else _one_hot(different, learnt["categories"])
    made = table[of_row.reshape(-1)]
    made[~column.present] = 0
    return np.column_stack([made, ~column.present]).astype(np.float32) if learnt["indicator"] else made


def names(name: str, learnt: Learnt) -> Sequence[str]:
    """Their names."""
    parts = learnt.get("categories") or [f"hash {number}" for number in range(learnt.get("hashed", 0))]
    return [*(f"{name} = {part}" for part in parts), *([f"{name} is missing"] if learnt["indicator"] else [])]


def say(numbers: np.ndarray, learnt: Learnt) -> str:
    """The level; where it was hashed, the place of its hash; "another" for a level that training rows never had."""
    if learnt["indicator"] and numbers[-1] > 0.5:
        return MISSING
    marks = np.abs(numbers[:-1] if learnt["indicator"] else numbers)
    if not marks.size or marks.max() < 0.5:
        return "another"
    place = int(marks.argmax())
    return f"hash {place}" if "hashed" in learnt else str(learnt["categories"][place])


def _one_hot(different: np.ndarray, categories: Sequence[str]) -> np.ndarray:
    place = {level: number for number, level in enumerate(categories)}
    table = np.zeros((len(different), len(categories)), np.float32)
    for row, level in enumerate(different):
        if str(level) in place:
            table[row, place[str(level)]] = 1
    return table


def _hashed(different: np.ndarray, width: int) -> np.ndarray:
    """Each level at the place that its hash says: the same in every process, so that nothing has to be kept."""
    from sklearn.feature_extraction import FeatureHasher

    return np.asarray(
        FeatureHasher(width, input_type="string", dtype=np.float32).transform([[str(level)] for level in different]).toarray()
    )
