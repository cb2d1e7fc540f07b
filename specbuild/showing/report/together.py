"""Several runs on one page: what they came to, what tells them apart, and their curves in one picture."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from specbuild.running.workdir import finished
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.listing import Listed, Value, changed, listed_run
from specbuild.running.workdir.result import Result
from specbuild.showing.diff.sections.data import incomparable
from specbuild.showing.diff.side import Side
from specbuild.showing.plots import overlay, style
from specbuild.showing.report.document import document
from specbuild.showing.report.drawing import figure
from specbuild.showing.report.html import Html, element, folded, joined, section, table
from specbuild.showing.summary.result_table import judged, label, names
from specbuild.showing.words import duration, measured

_MOST_METRICS = 3
_LINKS = {"results": "Results", "apart": "What tells them apart", "curves": "Curves"}


def page(runs: Sequence[RunFolder]) -> Html:
    """The page.

    Args:
        runs: Finished runs, in the order to show them.

    Raises:
        Refused: one of them is not finished, or broken.
    """
    titles = [f"{run.path.resolve().parent.name}/{run.path.resolve().name}" for run in runs]
    results = [finished.result(run) for run in runs]
    content = [_results(runs, titles, results), _apart([listed_run(run) for run in runs], titles), _curves(runs, titles)]
    return document(f"{len(runs)} runs", "specbuild report", *content, links=_LINKS)


def _results(runs: Sequence[RunFolder], titles: Sequence[str], results: Sequence[Result]) -> Html:
    metrics = [name for name in names(results[0]) if all(name in result.metrics.get(judged(result), {}) for result in results)][
        :_MOST_METRICS
    ]
    rows = [
        [title, *(_metric(result, name) for name in metrics), str(result.verdict.get("kind", "")), str(result.epochs), _time(result)]
        for title, result in zip(titles, results, strict=True)
    ]
    header = ["run", *map(label, metrics), "verdict", "epochs", "time"]
    caption = f"Metrics of the {judged(results[0])} rows with 95 % intervals"
    return section("results", "Results", table(caption, header, rows), *_warnings(runs, titles))


def _metric(result: Result, name: str) -> str:
    subset = judged(result)
    interval = result.intervals.get(subset, {}).get(name)
    between = f" ({measured(interval[0])} to {measured(interval[1])})" if interval else ""
    return measured(result.metrics[subset][name]) + between


def _time(result: Result) -> str:
    return "" if result.seconds is None else duration(result.seconds)


def _warnings(runs: Sequence[RunFolder], titles: Sequence[str]) -> list[Html]:
    """A warning for each run whose numbers may not be compared with those of the first."""
    sides = [Side.of(str(run.path)) for run in runs]
    reasons = ((title, incomparable(sides[0], side)) for title, side in zip(titles[1:], sides[1:], strict=True))
    return [element("p", element("strong", f"{title} is not comparable with {titles[0]}: "), reason) for title, reason in reasons if reason]


def _apart(runs: Sequence[Listed], titles: Sequence[str]) -> Html:
    keys = changed(runs)
    if not keys:
        return section("apart", "What tells them apart", element("p", "Their specs say the same."))
    rows = ([key, *(_value(run.spec.get(key)) for run in runs)] for key in keys)
    return section(
        "apart", "What tells them apart", table("Values that are not the same in all specs", ["key", *titles], rows, numbers_from=99)
    )


def _value(value: Value) -> str:
    return "–" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _curves(runs: Sequence[RunFolder], titles: Sequence[str]) -> Html:
    histories = dict(zip(titles, map(finished.history, runs), strict=True))
    columns = [name for name in dict.fromkeys(name for history in histories.values() for name in history) if name != "learning_rate"]
    watched = [name for name in columns if name.startswith("val_")] or columns
    drawings = {name: _drawing(name, {title: history[name] for title, history in histories.items() if name in history}) for name in columns}
    more = [drawings[name] for name in columns if name not in watched]
    shown = element("div", joined(drawings[name] for name in watched), class_="plots")
    return section("curves", "Curves", shown, *([folded("Training", element("div", joined(more), class_="plots"))] if more else []))


def _drawing(name: str, curves: dict[str, list[float]]) -> Html:
    some = dict(list(curves.items())[: overlay.MOST])
    with tempfile.TemporaryDirectory() as folder:
        path = style.write(overlay.draw(some, name), Path(folder) / "curves.svg", title=name, description=overlay.describe(some, name))
        return figure(path.read_text(encoding="utf-8"), name)
