"""One long series in a table, in the order of time: its next steps are to be predicted."""

from __future__ import annotations

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.recognise import names
from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.routine import layer, training
from specbuild.running.recognise.seen import Seen
from specbuild.running.recognise.sheet import Facts, Sheet
from specbuild.running.recognise.target import plain
from specbuild.running.recognise.times import date_format, is_time, times

_MOST_CHANNELS = 60
_LEAST = 40  # steps
_ONCE = 0.95  # share of rows at moments of their own, from which on the others are taken for mistakes
_EVENLY = 0.9  # share of usual steps in time, from which on they are those of a clock


def draft(seen: Seen) -> Draft | None:
    """A spec for one long series."""
    sheet = seen.sheet
    if sheet is None or sheet.parts or len(sheet) < _LEAST or len(sheet.columns) > _MOST_CHANNELS:
        return None
    time = next((column for column in sheet.columns if is_time(column, sheet)), None)
    values = [column for column in sheet.columns if column.kind == "numeric" and column is not time]
    if values and time is not None and (of := _names_series(sheet, time)) is not None:
        raise Refused(_several(seen, of))
    if not values or not _runs_on(sheet, time, values):
        return None
    if time is not None and (np.diff(times(time, sheet)) <= 0).any():
        raise Refused(_disordered(seen, time, times(time, sheet)))
    target, why = _target(values)
    history = _history(target, sheet)
    lines = [Line("type", "forecast"), Line("path", seen.written), Line("target", target.ref, why)]
    others = [column.ref for column in values if column is not target]
    if others:
        lines.append(Line("values", [target.ref, *others], "columns that are known; fewer are often better"))
    if time is not None:
        lines.append(Line("time", time.ref))
        form = date_format(time)
        lines += [Line("date_format", form, f"reads {time.cells[-1]}; make sure that day and month are not exchanged")] if form else []
    lines += [Line("history", history, "steps that are known"), Line("horizon", 1, "steps ahead that are predicted")]
    lines += [*sheet.form_lines(), *sheet.number_lines(), *sheet.missing_lines()]
    if any(not column.whole for column in values):
        lines.append(Line("on_missing", "skip", "windows with a gap are left out"))
    return Draft(f"One series of {len(sheet):,} steps.", _blocks(sheet, lines, history), (_BECAUSE,))


_BECAUSE = (
    "Times rise from row to row, so that it is forecast: later steps are predicted from earlier ones, and the last ones are the test."
)


def _runs_on(sheet: Sheet, time: Facts | None, values: list[Facts]) -> bool:
    """Whether rows follow each other in time, and are no cases with a class each."""
    if any(plain(column.name) in names.SURE and column.kind != "numeric" for column in sheet.columns):
        return False
    if time is None:
        return len(sheet.columns) == 1
    words = [column for column in sheet.columns if column.kind not in ("numeric", "date", "empty") and column is not time]
    return len(words) <= len(values) and _goes_on_evenly(times(time, sheet))


def _names_series(sheet: Sheet, time: Facts) -> Facts | None:
    """The column that says of which of several series a row is: times go on evenly within each, and begin again with the next."""
    at = times(time, sheet)
    for column in sheet.columns:
        if column.kind != "categorical" or not 2 <= column.different <= len(sheet) / _LEAST or plain(column.name) in names.SURE:
            continue
        parts = [at[column.cells == word] for word in np.unique(column.cells)]
        if len(np.unique(at)) < 0.75 * len(at) and all(len(np.unique(part)) == len(part) and _goes_on_evenly(part) for part in parts):
            return column
    return None


def _several(seen: Seen, of: Facts) -> Finding:
    message = f"`{seen.path.name}` holds {of.different} long series, one for each `{of.name}`, and one is forecast at a time"
    return Finding(
        "N006", (), message, help="write a file for each; or turn them into columns, a row for each moment: `values` takes several"
    )


def _goes_on_evenly(at: np.ndarray) -> bool:
    """Whether moments rise from row to row; or are such as a clock gives that ticks evenly, but in disorder, or a few of them twice."""
    between = np.diff(np.sort(at))
    if (np.diff(at) > 0).all():
        return True
    once = between[between > 0]
    usual = np.median(once) if len(once) else 0.0
    return len(once) >= _ONCE * len(between) and bool((np.abs(once - usual) < usual / 2).mean() >= _EVENLY)


def _disordered(seen: Seen, time: Facts, at: np.ndarray) -> Finding:
    """What is wrong with the times of one long series: they do not rise, or stand twice."""
    order = np.argsort(at, kind="stable")
    twice = order[1:][np.diff(at[order]) == 0]
    if len(twice):
        message = f"`{seen.path.name}` is one long series, and `{time.cells[twice[0]]}` stands in it twice"
        return Finding("N006", (), message, help=f"leave one row for each moment in `{time.name}`")
    row = int(np.flatnonzero(np.diff(at) < 0)[0])
    message = f"`{seen.path.name}` is one long series, and its times go back: `{time.cells[row + 1]}` stands below `{time.cells[row]}`"
    return Finding("N006", (), message, help=f"sort the rows by `{time.name}`, the earliest first")


def _target(values: list[Facts]) -> tuple[Facts, str]:
    by_plain = {plain(column.name): column for column in values if column.whole} or {plain(column.name): column for column in values}
    named = next((by_plain[name] for name in names.FORECAST if name in by_plain), None)
    chosen = named or list(by_plain.values())[-1]
    if len(values) == 1:
        return chosen, ""
    return chosen, ("by its name" if named else "not certain: the last column of numbers") + "; to predict another, write its name"


def _history(target: Facts, sheet: Sheet) -> int:
    """Steps of the past that tell something: a season where one shows, else a dozen."""
    values = target.numbers(sheet.form.numbers)
    values = values[~np.isnan(values)]
    if len(values) < _LEAST:
        return 12
    centred = values - values.mean()
    spectrum = np.abs(np.fft.rfft(centred, 2 * len(centred))) ** 2
    likeness = np.fft.irfft(spectrum)[: len(centred)] / max(float((centred**2).sum()), 1e-12)
    lags = np.arange(4, min(60, len(values) // 8))
    peaks = [int(lag) for lag in lags if likeness[lag] > 0.3 and likeness[lag] > likeness[lag - 1] and likeness[lag] >= likeness[lag + 1]]
    return max(12, min(48, peaks[0])) if peaks else 12


def _blocks(sheet: Sheet, lines: list[Line], history: int) -> list[Block]:
    aim = Aim("regression", {}, why="the next step")
    split = [Line("type", "time", "the first steps train, the next validate, the last test"), Line("validation", 0.2), Line("test", 0.2),
             Line("history", "before", "what a test window knows may lie before the test part")]  # fmt: skip
    weak = ("kernel_regularizer", {"type": "L2", "l2": 0.003}, "few steps: large weights cost")
    return [
        aim.block,
        Block("[loader]", lines),
        Block("[split]", split),
        layer(
            ("type", "Flatten"),
        ),
        layer(("type", "Dense"), ("units", 32), ("activation", "relu"), weak),
        aim.head(),
        *training(aim, len(sheet), most=200, rate=0.002),
    ]
