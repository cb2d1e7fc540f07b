"""Runs as a table: a row each, what they came to, and what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from specbuild.running.workdir.listing import Listed, Value
from specbuild.showing.words import measured, visible

_ALWAYS = ("verdict", "epochs")
_WORTH_IT = (
    "test.accuracy",
    "test.f1",
    "test.log_loss",
    "test.mae",
    "test.rmse",
    "test.r2",
    "validation.accuracy",
    "validation.mae",
    "seconds",
)
_MOST_METRICS = 3


def table(runs: Sequence[Listed], more: Sequence[str] = ()) -> Table:
    """The runs with their outcome.

    Args:
        runs: In the order to show them.
        more: Further columns: metrics, or keys of the spec.
    """
    shown = list(dict.fromkeys([*_ALWAYS, *_metrics(runs), *(["seconds"] if any("seconds" in run.facts for run in runs) else []), *more]))
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    drawn.add_column("run", overflow="fold")
    for column in shown:
        numbers = all(isinstance(run.value(column), int | float | None) for run in runs)
        drawn.add_column(Text(visible(column)), justify="right" if numbers else "left", overflow="fold")
    for run in runs:
        drawn.add_row(Text(visible(f"{run.facts['name']}/{run.facts['number']}")), *(_cell(run, column) for column in shown))
    return drawn


def _metrics(runs: Sequence[Listed]) -> list[str]:
    """Some metrics, such that every run has a number in one of them as far as that can be: runs may be of several tasks."""
    there = [name for name in _WORTH_IT if name != "seconds" and any(name in run.facts for run in runs)]
    chosen = list[str]()
    while len(chosen) < min(_MOST_METRICS, len(there)):
        bare = [run for run in runs if not any(name in run.facts for name in chosen)]
        left = [name for name in there if name not in chosen]
        chosen.append(next((name for name in left if any(name in run.facts for run in bare)), left[0]))
    return [name for name in there if name in chosen]


def _cell(run: Listed, column: str) -> Text:
    if column == "verdict" and "verdict" not in run.facts:
        return Text(str(run.facts["state"]), style="dim" if run.facts["state"] == "not finished" else "red")
    return Text(_text(column, run.value(column)))


def _text(column: str, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return (
            f"{value:.1f}"
            if column == "seconds"
            else measured(value)
            if "." in column and column.split(".")[0] in _SUBSETS
            else f"{value:g}"
        )
    return visible(str(value))


_SUBSETS = ("train", "validation", "test")
