"""The draws table: every random number of augmentation, as a pure function of a key and a place in the epoch's plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.random import Philox
from scipy import special

from specbuild.running.seeds import Key

Law = Callable[[np.ndarray], np.ndarray]  # words of 64 random bits -> draws, as float32
WORDS_A_BLOCK = 4  # of Philox 4x64: one step of its counter


@dataclass(frozen=True, slots=True)
class Uniform:
    """Evenly from `low` (included) to `high` (excluded, but for rounding)."""

    low: float = 0.0
    high: float = 1.0

    def __call__(self, words: np.ndarray) -> np.ndarray:
        """Turn random words into draws, element by element."""
        # 24 bits, as many as a float32 holds: with 53, rounding could give 1.0 and a coin of probability 1 would fail.
        unit = (words >> np.uint64(40)) * 2.0**-24
        return (self.low + unit * (self.high - self.low)).astype("float32")


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number from `low` (included) to `high` (excluded), each as likely."""

    low: int
    high: int

    def __call__(self, words: np.ndarray) -> np.ndarray:
        """Turn random words into draws, element by element."""
        return np.asarray(self.low + np.floor(_open_unit(words) * (self.high - self.low)), "float32")


@dataclass(frozen=True, slots=True)
class Normal:
    """The standard normal distribution."""

    def __call__(self, words: np.ndarray) -> np.ndarray:
        """Turn random words into draws, element by element."""
        # In float32 throughout, for fields of noise: 23 bits reach five standard deviations to either side, at half the time.
        unit = ((words >> np.uint64(41)).astype("float32") + np.float32(0.5)) * np.float32(2.0**-23)
        return np.asarray(special.ndtri(unit), "float32")


@dataclass(frozen=True, slots=True)
class Gamma:
    """The gamma distribution of the given shape, with scale 1."""

    alpha: float

    def __call__(self, words: np.ndarray) -> np.ndarray:
        """Turn random words into draws, element by element."""
        # A tiny alpha gives draws below the least float32; all of them 0 would make a Dirichlet draw 0/0.
        return np.asarray(np.maximum(special.gammaincinv(self.alpha, _open_unit(words)), np.finfo("float32").tiny), "float32")


@dataclass(frozen=True, slots=True)
class Beta:
    """The beta distribution."""

    alpha: float
    beta: float

    def __call__(self, words: np.ndarray) -> np.ndarray:
        """Turn random words into draws, element by element."""
        return np.asarray(special.betaincinv(self.alpha, self.beta, _open_unit(words)), "float32")


@dataclass(frozen=True, slots=True)
class SymmetricBeta:
    """Pairs: an alpha, evenly from `low` to `high`, and a draw of the beta distribution with both parameters alpha."""

    low: float
    high: float

    def __call__(self, words: np.ndarray) -> np.ndarray:
        """Turn random words into draws, row by row."""
        # Keras adds the same small number: alpha may be 0, where the distribution is not defined.
        alpha = Uniform(self.low, self.high)(words[:, :1]).astype("float64") + 1e-6
        return np.hstack([alpha, special.betaincinv(alpha, alpha, _open_unit(words[:, 1:]))]).astype("float32")


def _open_unit(words: np.ndarray) -> np.ndarray:
    """Numbers above 0 and below 1, of 52 bits: an inverse distribution function is infinite at the ends."""
    return ((words >> np.uint64(12)) + 0.5) * 2.0**-52


@dataclass(frozen=True, slots=True)
class Draw:
    """One random quantity that an augmentation needs for each sample.

    Attributes:
        law: The distribution.
        shape: Its shape for one sample: () for a number, (height, width) for a field.
    """

    law: Law
    shape: tuple[int, ...] = ()

    @property
    def columns(self) -> int:
        """How many columns of the table it takes."""
        return prod(self.shape)


Layout = tuple[Draw, ...]


def columns(layout: Sequence[Draw]) -> int:
    """How many columns a table of this layout has."""
    return sum(draw.columns for draw in layout)


def draws(key: Key, first_place: int, count: int, layout: Layout, first_columns: int | None = None) -> np.ndarray:
    """Rows of the draws table.

    A row depends on the key, its place and the layout alone: not on the batch it is asked for in, nor on what was asked before.

    Args:
        key: The key of the stream, of `seeds.key`: a hash of seed, epoch and entry.
        first_place: Place of the first row in the epoch's plan, from 0.
        count: How many rows.
        layout: What each row holds.
        first_columns: How many columns are wanted, from the first on, the last draw whole; None for all. Fields of noise cost the most.

    Returns:
        An array of float32 of shape (count, columns), final values of each draw's law.
    """
    width = columns(layout)
    wanted = width if first_columns is None else min(first_columns, width)
    if not wanted:
        return np.zeros((count, 0), "float32")
    blocks = -(-width // WORDS_A_BLOCK)
    generator = Philox(key=np.array(key, "uint64"), counter=first_place * blocks)
    words = generator.random_raw(count * blocks * WORDS_A_BLOCK).reshape(count, -1)
    table = np.empty((count, width if wanted == width else _whole(layout, wanted)), "float32")
    start = 0
    for draw in layout:
        if start >= wanted:
            break
        stop = start + draw.columns
        table[:, start:stop] = draw.law(words[:, start:stop])
        start = stop
    return table


def _whole(layout: Layout, wanted: int) -> int:
    """The columns of the draws that the first so many columns belong to."""
    width = 0
    for draw in layout:
        if width >= wanted:
            break
        width += draw.columns
    return width
