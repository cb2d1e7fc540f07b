"""What was measured of a finished run: the metrics beside the trivial predictor, each class, and which classes are taken for which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from specbuild.checking.diagnostic import counted
from specbuild.running.metrics import one_class
from specbuild.showing.summary.result_table import INTERVAL, TRIVIAL, label
from specbuild.showing.words import measured, visible

if TYPE_CHECKING:
    from specbuild.running.answering.evaluate import Evaluated

MOST_CLASSES = 20  # lines; of more, the worst are shown
MOST_CONFUSED = 12  # classes up to which the whole matrix is shown
PAIRS = 8
_ROOM = ("accuracy", "balanced_accuracy", "log_loss", "calibration_error")  # of each class in JSON only: a terminal has 80 columns


def show(found: Evaluated, console: Console) -> None:
    """Print all of it."""
    rows = counted(len(found.predictions), "row")
    console.print(Text(f"{visible(found.of)}: {rows}", style="bold"))
    console.print(metrics(found))
    if len(found.measured.each) > 1:
        console.print(each(found.measured.each))
    if found.predictions.task in ("binary", "multiclass"):
        console.print(confusion(one_class.confusion(found.predictions), found.predictions.classes))
    for note in found.notes:
        console.print(Text(visible(note), style="yellow"))


def metrics(found: Evaluated) -> Table:
    """A row for each metric."""
    drawn = _table("", found.of if found.of in ("train", "validation", "test") else "measured", INTERVAL, TRIVIAL)
    for name, number in found.measured.numbers.items():
        interval, trivial = found.intervals.get(name), found.trivial.numbers.get(name)
        between = "" if interval is None else f"{measured(interval[0])} – {measured(interval[1])}"
        drawn.add_row(label(name), measured(number), between, "" if trivial is None else measured(trivial))
    return drawn


def each(numbers: Mapping[str, Mapping[str, float]]) -> Table:
    """A row for each class or target; of many classes the worst by F1."""
    there = dict.fromkeys(name for one in numbers.values() for name in one)
    names = [name for name in there if name not in _ROOM]
    shown = list(numbers.items())
    title = None
    if len(shown) > MOST_CLASSES:
        shown = sorted(shown, key=lambda item: item[1].get("f1", 0.0))[:MOST_CLASSES]
        title = f"the {MOST_CLASSES} worst of {len(numbers)} classes by F1"
    drawn = _table("", *(label(name) for name in names), title=title)
    for one, values in shown:
        drawn.add_row(visible(one), *(_cell(name, values.get(name)) for name in names))
    return drawn


def confusion(counts: np.ndarray, classes: Sequence[str]) -> Table:
    """The whole matrix of few classes; of many the pairs that are taken for each other most often."""
    if len(classes) <= MOST_CONFUSED:
        drawn = _table("true \\ predicted", *map(visible, classes))
        for place, (name, row) in enumerate(zip(classes, counts, strict=True)):
            drawn.add_row(visible(name), *(_count(int(count), right=place == at) for at, count in enumerate(row)))
        return drawn
    wrong = counts - np.diag(np.diag(counts))
    worst = [at for at in np.argsort(-wrong, axis=None, kind="stable")[:PAIRS] if wrong.flat[at]]
    drawn = _table("true", "taken for", "rows", "of")
    for at in worst:
        true, predicted = np.unravel_index(at, counts.shape)
        drawn.add_row(visible(classes[true]), visible(classes[predicted]), str(wrong.flat[at]), str(counts[true].sum()))
    return drawn


def _table(*columns: str, title: str | None = None) -> Table:
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", title=title, title_justify="left")
    for at, name in enumerate(columns):
        drawn.add_column(name, justify="right" if at else "left", style="dim" if name in (INTERVAL, TRIVIAL) else "")
    return drawn


def _cell(name: str, number: float | None) -> str:
    return "" if number is None else f"{number:,}" if name == "rows" else measured(number)


def _count(count: int, *, right: bool) -> Text:
    return Text(f"{count:,}" if count else "·", style="bold green" if right else "red" if count else "dim")
