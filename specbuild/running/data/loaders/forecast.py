"""`forecast`: windows over one long series, to predict its next steps."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.inputs import given, nothing, unlabelled
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.series.steps import numbers, numbers_by_row
from specbuild.running.data.series.times import times_of
from specbuild.running.data.series.windows import Windows, gaps, names_of, starts, unbroken
from specbuild.running.data.tables.choose import Column, Columns, find, find_all
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.form import Form, notation, notation_of
from specbuild.running.data.tables.missing import USUAL
from specbuild.running.data.tables.options import Comment, Decimal, Delimiter, Encoding, Header, Quotechar, SkipLines, Thousands, Units
from specbuild.running.data.tables.read import read_file, read_table
from specbuild.running.data.tables.table import Table

KIND = "series"
TASKS = ("regression",)
MANY_ROWS = True  # see `loaders/__init__.py`
SHOWN = 5


def forecast(
    context: LoadContext,
    *,
    path: str,
    target: Column | Columns,
    history: Annotated[int, Field(ge=1)],
    horizon: Annotated[int, Field(ge=1)] = 1,
    stride: Annotated[int, Field(ge=1)] = 1,
    values: Columns | None = None,
    time: Column | None = None,
    scale: Literal["standard", "none"] = "standard",
    on_missing: Literal["stop", "skip"] = "stop",
    missing: list[str] = USUAL,
    header: Header = "auto",
    delimiter: Delimiter = "auto",
    decimal: Decimal = ".",
    thousands: Thousands | None = None,
    units: Units | None = None,
    date_format: str | None = None,
    encoding: Encoding = "auto",
    quotechar: Quotechar = '"',
    comment: Comment | None = None,
    skip_lines: SkipLines = 0,
) -> Samples:
    """Windows over one long series: from the last `history` steps the next `horizon` ones are predicted.

    A row of the table is a step. Windows are divided by the split `time` alone, which cuts the series first and leaves out windows that
    straddle a cut. Windows across a gap in time are left out and counted.

    Args:
        context: What belongs to the run.
        path: The table, also compressed.
        target: The column to predict; several for several numbers a step.
        history: Steps that are known.
        horizon: Steps ahead that are predicted, all at once: the network gives `horizon` numbers for each target.
        stride: Steps between the beginnings of two windows.
        values: The columns that are known, by name, number or pattern; left out, the targets alone.
        time: The column of the times, numbers or dates, which have to rise; left out, steps are taken to follow each other evenly.
        scale: Whether each channel is scaled by the mean and standard deviation of the steps of the training windows.
        on_missing: What to do about missing values: stop, or skip the windows that hold one.
        missing: Cells that mean that there is no value.
        header: Whether the first row holds the names of the columns, or how many rows do; `"auto"` takes it for names if no cell of it is a
            number.
        delimiter: The character between cells; `"auto"` finds it.
        decimal: The decimal mark of numbers.
        thousands: The mark between thousands (`1,000`); a blank stands for all kinds of blanks.
        units: What stands before or after numbers and is no part of them: `["$", "%"]` reads `$5` as 5 and `12 %` as 12.
        date_format: How dates in `time` are written, as for `strptime`; left out, ISO 8601.
        encoding: The encoding of the text.
        quotechar: What stands around cells that hold delimiters; `"none"` where every quotation mark is text.
        comment: What lines of the table begin with that are no rows, such as `"#"`.
        skip_lines: Lines above the table.

    Returns:
        Samples of shape (history, channels), float32.

    Raises:
        Refused: the table cannot be read exactly, times do not rise, or the series is too short; rows are named.
    """
    if context.task != "regression":
        raise Refused(
            context.finding("D611", "type", f"a {context.task} task predicts no numbers", help='write `task.type = "regression"`')
        )
    words = Words(missing, notation(context, decimal, thousands, units), date_format)
    table = read_table(context, path, Form(header, delimiter, encoding, quotechar, comment, skip_lines, words.numbers))
    targets = (
        find_all(context, table.names, target, "target") if isinstance(target, list) else [find(context, table.names, target, "target")]
    )
    channels = find_all(context, table.names, values, "values") if values else targets
    steps, aims = numbers(context, table, channels, words), numbers(context, table, targets, words)
    first = starts(len(table), history, horizon, stride)
    if not len(first):
        message = f"the series has {len(table)} steps, and a window of history and horizon {history + horizon}"
        raise Refused(context.finding("D610", "history", message, help="make `history` or `horizon` shorter"))
    first, notes = _whole(context, table, first, steps, aims, history + horizon, time, on_missing, words)
    return _samples(
        context, table, Windows(steps.astype(np.float32), first, history), aims, channels, names_of(targets, horizon), horizon, scale, notes
    )


def _whole(
    context: LoadContext, table: Table, first: np.ndarray, steps: np.ndarray, aims: np.ndarray, length: int, time: str | int | None,
    on_missing: str, words: Words,
) -> tuple[np.ndarray, list[str]]:  # fmt: skip
    """The windows without gaps in time and missing values, and what to say about the others."""
    notes = []
    lost = np.isnan(steps).any(axis=1) | np.isnan(aims).any(axis=1)
    if lost.any() and on_missing == "stop":
        rows = np.flatnonzero(lost)
        named = ", ".join(table.place(int(row)) for row in rows[:SHOWN]) + (f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else "")
        message = f"{len(rows)} of {len(table)} steps miss a value: {named}"
        raise Refused(context.finding("D602", "path", message, help='fill them in, or write `on_missing = "skip"`'))
    broken = _broken(context, table, time, words)
    if broken.any():
        rows = np.flatnonzero(broken)
        named = ", ".join(table.place(int(row)) for row in rows[:SHOWN]) + (f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else "")
        notes.append(
            f"there {'is a gap' if len(rows) == 1 else f'are {len(rows)} gaps'} in time before {named}: windows across are left out"
        )
    held = np.concatenate([[0], np.cumsum(lost)])
    kept = unbroken(first, length, broken) & (held[first + length] - held[first] == 0)
    if not kept.any():
        message = f"no window of {length} steps is without a gap or a missing value"
        raise Refused(context.finding("D610", "history", message, help="make `history` or `horizon` shorter"))
    left = len(first) - int(kept.sum())
    return first[kept], [*notes, *([f"{left} of {len(first)} windows hold a gap or a missing value and are left out"] if left else [])]


def _broken(context: LoadContext, table: Table, time: str | int | None, words: Words) -> np.ndarray:
    """Before which steps there is a gap in time, of shape (steps,).

    Raises:
        Refused: times do not rise.
    """
    return np.zeros(len(table), bool) if time is None else gaps(_times(context, table, time, words))


def _times(context: LoadContext, table: Table, time: str | int, words: Words) -> np.ndarray:
    column = find(context, table.names, time, "time")
    times = times_of(context, table, column, words)
    back = np.flatnonzero(np.diff(times) <= 0)
    if len(back):
        row = int(back[0]) + 1
        message = f"{table.place(row)}: the time `{table[column][row]}` is not after `{table[column][row - 1]}` of the row before"
        raise Refused(context.finding("D609", "time", message, help="sort the table by time, with one row for each moment"))
    return times


def _samples(
    context: LoadContext, table: Table, windows: Windows, aims: np.ndarray, channels: Sequence[str], names: tuple[str, ...], horizon: int,
    scale: str, notes: Sequence[str],
) -> Samples:  # fmt: skip
    ahead = windows.first + windows.history
    targets = aims[ahead[:, np.newaxis] + np.arange(horizon)].reshape(len(ahead), -1)
    ids = [table.id(int(row)) for row in ahead]
    samples = Samples(
        ids=ids,
        targets=targets,
        classes=(),
        shape=(windows.history, len(channels)),
        dtype=np.dtype(np.float32),
        value_range=None,
        read=windows,
        digests=lambda: [
            hashlib.sha256(windows(np.array([row])).tobytes() + targets[row].tobytes()).hexdigest() for row in range(len(targets))
        ],
        target_names=names,
        notes=tuple(notes),
        kind=KIND,
        spans=np.stack([windows.first, ahead, ahead + horizon], axis=1),
    )

    def learn(rows: np.ndarray) -> tuple[Learnt, Samples]:
        seen = np.unique(windows.first[rows, np.newaxis] + np.arange(windows.history))
        mean, spread = _moments(windows.steps[seen]) if scale == "standard" else (np.zeros(len(channels)), np.ones(len(channels)))
        learnt = {"channels": list(channels), "mean": mean.tolist(), "scale": spread.tolist()}
        return learnt, apply(learnt)

    def apply(learnt: Learnt) -> Samples:
        scaled = replace(windows, steps=_scaled(windows.steps, learnt["mean"], learnt["scale"]))
        return replace(samples, read=scaled, learn=None, apply=None)

    return replace(samples, learn=learn, apply=apply)


def _moments(steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(steps.astype(np.float64))
    return scaler.mean_, scaler.scale_


def _scaled(steps: np.ndarray, mean: np.ndarray, spread: np.ndarray) -> np.ndarray:
    return np.asarray((steps - np.asarray(mean)) / np.asarray(spread), np.float32)


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """What is known at the end of each table: its last `history` steps, from which those that follow are predicted."""
    form = Form.of(arguments)
    words = Words(arguments["missing"], notation_of(arguments), arguments["date_format"])
    ids, ends, reasons, history = list[str](), list[np.ndarray](), dict[str, str](), arguments["history"]
    for source in sources:
        try:
            table = read_file(context, source, form)
            names = find_all(context, table.names, learnt["channels"], "values", patterns=False)
            broken = _broken(context, table, arguments["time"], words)
        except Refused as refused:
            reasons[given(source)] = f"cannot be read: {refused.findings[0].message}"
            continue
        steps, wrong = numbers_by_row(table, names, words)
        if reason := _about_end(table, steps, wrong, broken, history):
            reasons[given(source)] = reason
            continue
        ids.append(f"{given(source)}:{len(table)}")
        ends.append(_scaled(steps[-history:].astype(np.float32), learnt["mean"], learnt["scale"]))
    if not ends:
        return nothing(reasons)
    every = np.stack(ends)
    return replace(unlabelled(ids, every.shape[1:], every.dtype, lambda rows: every[rows]), unreadable=reasons, kind=KIND)


def _about_end(table: Table, steps: np.ndarray, wrong: Mapping[int, str], broken: np.ndarray, history: int) -> str:
    """Why the last steps of a table are not what a forecast begins from; empty where they are."""
    first = len(steps) - history
    if at_fault := [row for row in sorted(wrong) if row >= first]:
        return f"cannot be read: row {table.lines[at_fault[0]]}: {wrong[at_fault[0]]}"
    if first < 0 or np.isnan(steps[first:]).any():
        return f"does not end in {history} steps without a missing value"
    if len(rows := first + 1 + np.flatnonzero(broken[first + 1 :])):
        return f"has a gap in time before row {table.lines[rows[-1]]}, among its last {history} steps"
    return ""
