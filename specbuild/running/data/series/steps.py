"""Numbers of steps from cells of text, and what to do about steps that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.features import Words, wrong_cells
from specbuild.running.data.tables.kinds.kind import parsed
from specbuild.running.data.tables.missing import present
from specbuild.running.data.tables.numbers import to_number
from specbuild.running.data.tables.table import Table

SHOWN = 10


def numbers(context: LoadContext, table: Table, columns: Sequence[str], words: Words) -> np.ndarray:
    """The numbers of some columns, float64 of shape (rows, columns); NaN where there is none.

    Raises:
        Refused: cells are no numbers; rows are named.
    """
    reads = [parsed(table[name], present(table[name], words.missing), lambda text: to_number(text, words.numbers)) for name in columns]
    help_ = "mend it, add it to `missing`, or choose the columns with `values`"
    findings = [
        finding
        for name, read in zip(columns, reads, strict=True)
        for finding in wrong_cells(context, table, name, read.wrong, "a number", help_)
    ]
    if findings:
        raise Refused(*findings[:SHOWN])
    return np.stack([read.values for read in reads], axis=1)


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
        missing = np.isnan(one)
        if not len(one) or missing.all(axis=0).any():
            yield context.finding("D603", "path", f"{name}: a channel of the series has no steps", help="remove the series")
        elif missing.any() and on_missing == "stop":
            step = int(np.flatnonzero(missing.any(axis=1))[0]) + 1
            message = f"{name}: step {step} of {len(one)} is missing"
            yield context.finding("D602", "path", message, help='mend it, or write `on_missing = "interpolate"`')
        elif np.abs(one[~missing]).max() > np.finfo(np.float32).max:
            yield context.finding("D602", "path", f"{name}: a number is beyond single precision", help="mend it")


def _interpolated(one: np.ndarray) -> np.ndarray:
    missing = np.isnan(one)
    if not missing.any():
        return one
    steps, filled = np.arange(len(one)), one.copy()
    for channel in np.flatnonzero(missing.any(axis=0)):
        gap = missing[:, channel]
        filled[gap, channel] = np.interp(steps[gap], steps[~gap], one[~gap, channel])
    return filled
