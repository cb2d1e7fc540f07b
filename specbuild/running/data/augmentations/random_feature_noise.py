"""RandomFeatureNoise: add noise to the numbers of a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from keras import ops

from specbuild.running.data.draws import Draw, Layout, Normal
from specbuild.running.data.factors import ShareRange, from_zero, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("vector",)


class RandomFeatureNoise:
    """Add normally distributed noise to the numbers of a row, as strong as a column is spread.

    Columns that mark a category are not touched: half a category is none.

    Args:
        factor: Standard deviation of the noise, as a share of that of the column over the training rows: a number f for "from 0 to f", or a
            pair of bounds, all from 0 to 1. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: ShareRange, *, facts: Facts) -> None:
        self.factor = within("factor", from_zero(factor), 0, 1)
        measured = np.zeros(facts.shape[0], "float32")
        measured[list(range(facts.shape[0]) if facts.numeric is None else facts.numeric)] = 1.0
        if not measured.any():
            raise ValueError("every column marks a category, and noise is for numbers")
        self.strength = measured * np.array(facts.spread or 1.0, "float32")

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The strength, and noise for every column."""
        return Draw(self.factor), Draw(Normal(), shape)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Add the noise to each row."""
        return images + drawn[0][:, None] * drawn[1] * ops.convert_to_tensor(self.strength)
