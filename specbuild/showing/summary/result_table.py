"""What came out of a run: the metrics of each subset beside the trivial predictor, and what the curves say."""

from __future__ import annotations

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
    subsets = [subset for subset in SUBSETS if subset in result.metrics]
    judged = next((subset for subset in reversed(subsets) if subset in result.trivial), None)
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    drawn.add_column("")
    for subset in subsets:
        drawn.add_column(subset, justify="right")
        if result.intervals.get(subset) and subset == subsets[-1]:
            drawn.add_column("95 % interval", justify="center", style="dim")
    if judged:
        drawn.add_column("trivial", justify="right", style="dim")
    for name in names(result):
        drawn.add_row(label(name), *_cells(result, subsets, judged, name))
    return drawn


def names(result: Result) -> list[str]:
    """The metrics of all subsets, in their order."""
    return list(dict.fromkeys(name for subset in SUBSETS for name in result.metrics.get(subset, {})))


def label(name: str) -> str:
    """The name of a metric in words."""
    return LABELS.get(name, visible(name.replace("_", " ")))


def _cells(result: Result, subsets: list[str], judged: str | None, name: str) -> list[str]:
    cells = []
    for subset in subsets:
        number = result.metrics[subset].get(name)
        cells.append("" if number is None else measured(number))
        if result.intervals.get(subset) and subset == subsets[-1]:
            interval = result.intervals[subset].get(name)
            cells.append("" if interval is None else f"{measured(interval[0])} to {measured(interval[1])}")
    if judged:
        number = result.trivial[judged].get(name)
        cells.append("" if number is None else measured(number))
    return cells
