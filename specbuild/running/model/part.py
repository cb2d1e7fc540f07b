"""What an entry of the spec becomes: layers of Keras, with the numbers that they were fitted to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import keras
import numpy as np

from specbuild.checking.plan.shapes.whitening import ROWS_AT_ONCE

BATCH = ROWS_AT_ONCE  # rows that are read while fitting
Rows = Callable[[], Iterator[np.ndarray]]  # batches of at most BATCH un-augmented training rows, from the first on at every call
Fitted = Mapping[str, Any]  # numbers and arrays by name


@dataclass(frozen=True, slots=True)
class Part:
    """One layer of the network.

    Attributes:
        layer: The layer, not yet built.
        weights: What its weights are set to once it is built; empty where they are left to its initializers.
    """

    layer: keras.layers.Layer
    weights: tuple[np.ndarray, ...] = ()

    def load(self) -> None:
        """Give the built layer its weights, as Keras does when it loads a saved model."""
        if self.weights:
            self.layer.load_own_variables({str(place): weight for place, weight in enumerate(self.weights)})


class Problem(NamedTuple):
    """Why an entry cannot be fitted: a code, the argument at fault (None for the entry itself), and the words of a finding."""

    code: str
    argument: str | None
    message: str
    help: str


class CannotFit(Exception):
    """Raised by `fit`; who calls it knows where the entry is written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class Fitting(Protocol):
    """An entry that learns from training rows before it becomes layers."""

    def fit(self, rows: Rows, shape: tuple[int, ...]) -> Fitted:
        """Learn from training rows, whose samples have this shape, in bounded memory.

        Raises:
            CannotFit: these rows, or this shape, do not allow it.
        """
        ...

    def parts(self, fitted: Fitted, shape: tuple[int, ...]) -> list[Part]:
        """The layers for what was learnt."""
        ...
