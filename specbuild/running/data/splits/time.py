"""`time`: the first rows are for training, the last for the test, as it will be when the network is used."""

from __future__ import annotations

from typing import Literal

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.samples import Samples
from specbuild.running.data.splits.columns import column_of
from specbuild.running.data.splits.random import Share
from specbuild.running.data.splits.split import Split
from specbuild.running.data.tables.numbers import to_number, to_seconds


def time(
    samples: Samples,
    *,
    column: str | None = None,
    validation: Share = 0.2,
    test: Share = 0.0,
    history: Literal["within", "before"] = "within",
) -> Split:
    """Divide by time: training before validation before test. Rows of one moment stay together, and a row that is a copy of one in an
    earlier part is in no part.

    Windows over a series (the loader `forecast`) are divided by the steps that they hold: the series is cut first, and windows that
    straddle a boundary are left out. No training window ever holds a step of another part.

    Args:
        samples: All samples.
        column: The column of the times, numbers or dates (`split_columns` of the loader); left out, the only one there is.
        validation: Share of the rows, or of the steps of a series, by which choices are made.
        test: The last share of them, which is read once, at the end.
        history: For windows: whether their history has to be `within` the part as well, or may reach into the part `before` it, as it does
            when the network is used; what is predicted is within the part in any case.

    Returns:
        The split.

    Raises:
        Refused: there is no such column, or a time in it is none.
    """
    if samples.spans is not None:
        return _windows(samples.spans, validation, test, history)
    times = _times(samples, column)
    rest, tested = _last(np.arange(len(samples)), times, round(test * len(samples)))
    rest, validated = _last(rest, times, round(validation * len(samples)))
    return _without_copies(samples, rest, validated, tested)


def _without_copies(samples: Samples, train: np.ndarray, validation: np.ndarray, test: np.ndarray) -> Split:
    """The parts without later copies of samples of an earlier part: moving them there would show training what comes later."""
    content = samples.groups.get("content")
    if content is None:
        return Split(train, validation, test)
    kept = validation[~np.isin(content[validation], content[train])]
    tested = test[~np.isin(content[test], content[np.concatenate([train, validation])])]
    left = len(validation) + len(test) - len(kept) - len(tested)
    what = "a copy of an earlier sample is" if left == 1 else f"{left} copies of earlier samples are"
    return Split(train, kept, tested, notes=(f"{what} left out of validation and test, which come later",) if left else ())


def _windows(spans: np.ndarray, validation: float, test: float, history: str) -> Split:
    first, predicted, end = spans.T
    begin, last = int(first.min()), int(end.max())
    steps = last - begin
    to_test = last - round(test * steps)
    to_validation = to_test - round(validation * steps)
    since = first if history == "within" else predicted
    return Split(
        np.flatnonzero(end <= to_validation),
        np.flatnonzero((since >= to_validation) & (end <= to_test)) if validation else np.empty(0, np.int64),
        np.flatnonzero(since >= to_test) if test else np.empty(0, np.int64),
    )


def _last(rows: np.ndarray, times: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The rows before and from the moment on from which there are `count` left."""
    if not 0 < count < len(rows):
        return rows, rows[:0]
    late = times[rows] >= np.sort(times[rows])[-count]
    return rows[~late], rows[late]


def _times(samples: Samples, column: str | None) -> np.ndarray:
    values = [str(value) for value in column_of(samples, column)]
    by_number, by_date = ([parse(value) for value in values] for parse in (to_number, to_seconds))
    for times in (by_number, by_date):
        if None not in times:
            return np.array(times, np.float64)
    neither = [row for row in range(len(values)) if by_number[row] is None and by_date[row] is None]
    row = neither[0] if neither else by_number.index(None)
    message = f"`{values[row]}` of `{samples.ids[row]}` is no number and no date like 2024-05-31, as the others are"
    raise Refused(
        Finding("D211", ("split", "type"), message, help="mend the column, state `date_format` in `[loader]`, or divide by another one")
    )
