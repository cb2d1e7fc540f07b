"""Wide tables: a row is a series, a column a step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.series.steps import numbers
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.table import Table


def series_of(context: LoadContext, table: Table, columns: Sequence[str], channels: int, words: Words) -> list[np.ndarray]:
    """The series of the rows; steps that are missing at the end were never there.

    Args:
        context: What belongs to the run.
        table: The table.
        columns: The columns of the steps: those of the first channel, then those of the next.
        channels: How many channels there are.
        words: How cells are understood.

    Returns:
        For each row an array of shape (steps, channels), NaN where a value between others is missing.

    Raises:
        Refused: a cell is no number, or the columns cannot be divided among the channels.
    """
    if len(columns) % channels:
        message = f"{len(columns)} columns of steps cannot be divided among {channels} channels"
        raise Refused(
            context.finding("D608", "channels", message, help="name the columns of steps with `values`, all of one channel first")
        )
    values = numbers(context, table, columns, words).reshape(len(table), channels, -1).transpose(0, 2, 1)
    return [_shortened(one) for one in values]


def _shortened(one: np.ndarray) -> np.ndarray:
    there = np.flatnonzero(~np.isnan(one).all(axis=1))
    return one[: there[-1] + 1] if len(there) else one[:0]
