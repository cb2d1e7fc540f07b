"""What came out of a run: the metrics of each subset beside the trivial predictor, and what the curves say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from specbuild.running.workdir.result import Result
from specbuild.showing.summary.class_table import SUBSETS
from specbuild.showing.words import measured, visible

LABELS = {
    "mae": "mean absolute error",
    "rmse": "root mean squared error",
    "median_error": "median absolute error",
    "r2": "R²",
    "roc_auc": "ROC AUC",
    "f1": "F1",
}
INTERVAL, TRIVIAL = "95 % interval", "trivial"
_STYLES = {"fine": "green", "diverged": "bold red", "overfitting": "yellow", "under-fitting": "yellow"}


def show(result: Result, folder: Path, console: Console) -> None:
    """Print the table, the verdict with its advice, and where the run is."""
    console.print(table(result))
    verdict, kind = result.verdict, str(result.verdict.get("kind", ""))
    if verdict.get("sentence"):
        console.print(Text(visible(verdict["sentence"]), style=_STYLES.get(kind, "")))
    if verdict.get("advice"):
        console.print(Padding(Text(f"What may help: {visible(verdict['advice'])}."), (0, 0, 0, 2)))
    for note in result.notes:
        console.print(Text(visible(note), style="dim"))
    console.print()
    # On a line of its own and not wrapped, so that it can be copied.
    console.print(Text(f"run: {visible(str(folder))}", style="bold"), soft_wrap=True, highlight=False)


def table(result: Result) -> Table:
    """A row for each metric; the interval of the test and the trivial predictor where they are known."""
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for at, name in enumerate(header(result)):
        drawn.add_column(name, justify="right" if at else "left", style="dim" if name in (INTERVAL, TRIVIAL) else "")
    for name in names(result):
        drawn.add_row(label(name), *cells(result, name))
    return drawn


def header(result: Result) -> list[str]:
    """The columns: the metric, each subset, then the interval and the trivial predictor of the subset that is judged by."""
    return ["", *subsets(result), *([INTERVAL] if _intervals(result) else []), *([TRIVIAL] if _trivial(result) else [])]


def cells(result: Result, name: str) -> list[str]:
    """What stands in those columns for one metric, the first column aside."""
    row = [_number(result.metrics[subset].get(name)) for subset in subsets(result)]
    if intervals := _intervals(result):
        interval = intervals.get(name)
        row.append("" if interval is None else f"{measured(interval[0])} – {measured(interval[1])}")
    if trivial := _trivial(result):
        row.append(_number(trivial.get(name)))
    return row


def names(result: Result) -> list[str]:
    """The metrics of all subsets, in their order; those of the subset that is judged by come first."""
    first = [judged(result)] if judged(result) else []
    return list(dict.fromkeys(name for subset in (*first, *subsets(result)) for name in result.metrics[subset]))


def subsets(result: Result) -> list[str]:
    """The subsets that were measured: train, validation, test."""
    return [subset for subset in SUBSETS if subset in result.metrics]


def judged(result: Result) -> str:
    """The subset that the model is judged by: the test, or the last one there is; empty where none was measured."""
    return next(reversed(subsets(result)), "")


def label(name: str) -> str:
    """The name of a metric in words."""
    return LABELS.get(name, visible(name.replace("_", " ")))


def _intervals(result: Result) -> Mapping[str, tuple[float, float]]:
    return result.intervals.get(judged(result), {})


def _trivial(result: Result) -> Mapping[str, float]:
    return result.trivial.get(judged(result), {})


def _number(number: float | None) -> str:
    return "" if number is None else measured(number)
