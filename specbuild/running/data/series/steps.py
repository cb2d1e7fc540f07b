"""Numbers of steps from cells of text, and what to do about steps that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.inputs import given
from specbuild.running.data.tables.features import Words, about_cell, wrong_cells
from specbuild.running.data.tables.kinds.kind import Read, parsed
from specbuild.running.data.tables.missing import present
from specbuild.running.data.tables.numbers import to_number
from specbuild.running.data.tables.table import Table

SHOWN = 10


class Answerable(NamedTuple):
    """Series to predict for.

    Attributes:
        series: The steps of each by its name, float32 of shape (steps, channels).
        reasons: Why others cannot be predicted for, by name.
    """

    series: Mapping[str, np.ndarray]
    reasons: Mapping[str, str]


def numbers(context: LoadContext, table: Table, columns: Sequence[str], words: Words) -> np.ndarray:
    """The numbers of some columns, float64 of shape (rows, columns); NaN where there is none.

    Raises:
        Refused: cells are no numbers; rows are named.
    """
    reads = _read(table, columns, words)
    help_ = "mend it, add it to `missing`, or choose the columns with `values`"
    findings = [
        finding
        for name, read in zip(columns, reads, strict=True)
        for finding in wrong_cells(context, table, name, read.wrong, "a number", help_)
    ]
    if findings:
        raise Refused(*findings[:SHOWN])
    return np.stack([read.values for read in reads], axis=1)


def numbers_by_row(table: Table, columns: Sequence[str], words: Words) -> tuple[np.ndarray, dict[int, str]]:
    """The same, NaN where a cell is no number too; and for each row with such a cell what is wrong."""
    reads = _read(table, columns, words)
    wrong = {
        int(row): about_cell(table, name, int(row), "a number") for name, read in zip(columns, reads, strict=True) for row in read.wrong
    }
    return np.stack([read.values for read in reads], axis=1), wrong


def _read(table: Table, columns: Sequence[str], words: Words) -> list[Read]:
    return [parsed(table[name], present(table[name], words.missing), lambda text: to_number(text, words.numbers)) for name in columns]


def without_gaps(
    context: LoadContext, series: Sequence[np.ndarray], names: Sequence[str], on_missing: str
) -> tuple[list[np.ndarray], list[str]]:
    """The series without missing steps, as float32.

    Args:
        context: What belongs to the run.
        series: Each of shape (steps, channels), NaN where a value is missing.
        names: What each is called.
        on_missing: "stop", or "interpolate" between the neighbours (the nearest at the ends).

    Returns:
        The series, and sentences about them.

    Raises:
        Refused: a step is missing and that is not allowed, a series has none at all, or a number is beyond single precision.
    """
    findings = list(_about(context, series, names, on_missing))
    if len(findings) > SHOWN:
        findings[SHOWN:] = [context.finding("D602", "path", f"{len(findings) - SHOWN} more series are like that", help="mend them all")]
    if findings:
        raise Refused(*findings)
    gaps = sum(int(np.isnan(one).any()) for one in series)
    notes = [f"missing steps of {gaps} series are interpolated"] if gaps else []
    return [_interpolated(one).astype(np.float32) for one in series], notes


def _about(context: LoadContext, series: Sequence[np.ndarray], names: Sequence[str], on_missing: str) -> Iterator[Finding]:
    for one, name in zip(series, names, strict=True):
        if fault := _fault(one, on_missing):
            yield context.finding(fault.code, "path", f"{name}: {fault.what}", help=fault.help)


class _Fault(NamedTuple):
    """What is wrong with the steps of a series, and what to do."""

    code: str
    what: str
    help: str


def _fault(one: np.ndarray, on_missing: str) -> _Fault | None:
    missing = np.isnan(one)
    if not len(one) or missing.all(axis=0).any():
        return _Fault("D603", "a channel of the series has no steps", "remove the series")
    if missing.any() and on_missing == "stop":
        step = int(np.flatnonzero(missing.any(axis=1))[0]) + 1
        return _Fault("D602", f"step {step} of {len(one)} is missing", 'mend it, or write `on_missing = "interpolate"`')
    if np.abs(one[~missing]).max() > np.finfo(np.float32).max:
        return _Fault("D602", "a number is beyond single precision", "mend it")
    return None


def to_answer(series: Mapping[str, np.ndarray], wrong: Mapping[str, str], on_missing: str) -> Answerable:
    """The series that can be predicted for, and why others cannot.

    Args:
        series: The steps of each by its name, of shape (steps, channels), NaN where a value is missing.
        wrong: What is wrong with some of them already.
        on_missing: As for `without_gaps`.
    """
    faults = {name: fault.what for name, one in series.items() if name not in wrong and (fault := _fault(one, on_missing))}
    reasons = {name: f"cannot be read: {why}" for name, why in {**wrong, **faults}.items()}
    return Answerable({name: _interpolated(one).astype(np.float32) for name, one in series.items() if name not in reasons}, reasons)


def rows_to_answer(source: Path, table: Table, series: Sequence[np.ndarray], wrong: Mapping[int, str], on_missing: str) -> Answerable:
    """The same for a table with a series in each row, by file and line; rows that could not be read are named, too.

    Args:
        source: The file.
        table: What it holds.
        series: The steps of each row.
        wrong: What is wrong with some rows.
        on_missing: As for `without_gaps`.
    """
    names = [f"{given(source)}:{line}" for line in table.lines]
    astray = {f"{given(source)}:{line}": why for line, why in table.astray.items()}
    return to_answer(dict(zip(names, series, strict=True)), {**astray, **{names[row]: why for row, why in wrong.items()}}, on_missing)


def _interpolated(one: np.ndarray) -> np.ndarray:
    missing = np.isnan(one)
    if not missing.any():
        return one
    steps, filled = np.arange(len(one)), one.copy()
    for channel in np.flatnonzero(missing.any(axis=0)):
        gap = missing[:, channel]
        filled[gap, channel] = np.interp(steps[gap], steps[~gap], one[~gap, channel])
    return filled
