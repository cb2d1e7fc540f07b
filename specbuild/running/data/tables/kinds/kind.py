"""What a file of this folder holds, and the parts that all share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np

from specbuild.running.data.tables.numbers import PLAIN, Notation

Learnt = Mapping[str, Any]
ROUNDING = 1e-6  # of float32, with some room
MISSING = "missing"  # what `say` says of a cell without a value


@dataclass(frozen=True, slots=True)
class Reading:
    """How cells are read.

    Attributes:
        numbers: How numbers are written.
        date_format: A format of `strptime` for dates; None for ISO 8601.
        levels: The levels of an ordered column, least first; empty for other kinds.
    """

    numbers: Notation = PLAIN
    date_format: str | None = None
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Making:
    """How numbers are made of what was read.

    Attributes:
        scale: "standard", "minmax" or "none".
        most_levels: Levels that become a number each; a column with more is hashed.
        hashed: Numbers that a hashed column becomes.
    """

    scale: str = "standard"
    most_levels: int = 64
    hashed: int = 64


class Read(NamedTuple):
    """A column as it was read.

    Attributes:
        values: Numbers with NaN where there is none, or text with "" there; of shape (rows,).
        present: Whether there is a value, of the same shape.
        wrong: Rows whose cell is not of this kind.
    """

    values: np.ndarray
    present: np.ndarray
    wrong: np.ndarray

    @classmethod
    def joined(cls, parts: Sequence[Read]) -> Read:
        """The rows of several tables, those of each after those of the one before; none of their cells may be wrong."""
        values, there, _ = zip(*parts, strict=True)
        return cls(np.concatenate(values), np.concatenate(there), np.empty(0, np.int64))


class Kind(Protocol):
    """What a file of this folder holds.

    Attributes:
        WORD: What a value is, for findings: "a number".
        MEASURED: Whether the numbers that come first are measured, not marks.
    """

    WORD: str
    MEASURED: bool

    def read(self, texts: np.ndarray, present: np.ndarray, reading: Reading) -> Read:
        """Read the cells of a column."""

    def learn(self, column: Read, making: Making) -> Learnt:
        """What training rows teach, as JSON."""

    def numbers(self, column: Read, learnt: Learnt) -> np.ndarray:
        """The numbers of some rows, float32 of shape (rows, width); the same for a row whatever rows are beside it."""

    def names(self, name: str, learnt: Learnt) -> Sequence[str]:
        """What each of these numbers is called."""

    def say(self, numbers: np.ndarray, learnt: Learnt) -> str:
        """What these numbers of one row stand for, as a cell of the table would say it; "missing" where there was none."""


def parsed(texts: np.ndarray, present: np.ndarray, parse: Callable[[str], float | None]) -> Read:
    """Read cells one by one, each different text once."""
    different, of_row = np.unique(texts[present], return_inverse=True)
    found = [parse(str(text)) for text in different]
    numbers = np.array([np.nan if number is None else number for number in found], np.float64)
    values = np.full(len(texts), np.nan)
    values[present] = numbers[of_row] if len(numbers) else np.nan
    return Read(values, present, np.flatnonzero(present & np.isnan(values)))


def learn_scale(values: np.ndarray, scale: str) -> dict[str, float]:
    """The `mean` and `scale` by which known numbers are centred and divided; a column that never changes is divided by 1."""
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    known = values[~np.isnan(values)].reshape(-1, 1)
    if scale == "none" or not len(known):
        return {"mean": 0.0, "scale": 1.0}
    if scale == "minmax":
        fitted = MinMaxScaler().fit(known)
        return {"mean": float(fitted.data_min_[0]), "scale": float(1 / fitted.scale_[0])}
    fitted = StandardScaler().fit(known)
    return {"mean": float(fitted.mean_[0]), "scale": float(fitted.scale_[0])}


def scaled(values: np.ndarray, learnt: Learnt) -> np.ndarray:
    """Numbers centred and divided."""
    return np.asarray((values - learnt["mean"]) / learnt["scale"])


def filled(values: np.ndarray, present: np.ndarray, learnt: Learnt) -> np.ndarray:
    """Scaled numbers with the fill value where there was none, and where that was if training rows had it: shape (rows, 1 or 2)."""
    made = scaled(np.where(present, values, learnt["fill"]), learnt)
    columns = [made, ~present] if learnt["indicator"] else [made]
    return np.stack(columns, axis=1).astype(np.float32)


def learn_filled(column: Read, scale: str) -> dict[str, Any]:
    """What `filled` needs: the median of the known training values, and whether any was missing."""
    from sklearn.impute import SimpleImputer

    known = column.values[column.present].reshape(-1, 1)
    fill = float(SimpleImputer(strategy="median").fit(known).statistics_[0]) if len(known) else 0.0
    return {"fill": fill, "indicator": bool((~column.present).any()), **learn_scale(column.values[column.present], scale)}


def unfilled(numbers: np.ndarray, learnt: Learnt) -> float | None:
    """The value that `filled` made these numbers of, as far as float32 kept it; None where it was missing."""
    if learnt["indicator"] and numbers[1] > 0.5:
        return None
    value = float(numbers[0]) * learnt["scale"] + learnt["mean"]
    lost = ROUNDING * (abs(learnt["mean"]) + abs(learnt["scale"]))
    return 0.0 if abs(value) < lost else float(value)


def filled_names(name: str, learnt: Learnt) -> list[str]:
    """Names for what `filled` gives."""
    return [name, f"{name} is missing"] if learnt["indicator"] else [name]
