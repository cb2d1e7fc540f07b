"""How good it is: every metric beside the trivial predictor, for each class, and which classes are taken for which."""

from __future__ import annotations

from specbuild.running.workdir.result import Result
from specbuild.showing.report.drawing import figure
from specbuild.showing.report.html import Html, element, folded, joined, section, table
from specbuild.showing.report.told import Told
from specbuild.showing.summary.result_table import cells, header, judged, label, names
from specbuild.showing.words import grouped, measured

_ROOM = 20  # classes up to which the table stands open
_EARLIER = "samples"  # a drawing of earlier versions, which `pictures/` took the place of
_ORDER = ("confusion", "roc", "precision_recall", "calibration")


def html(told: Told) -> Html:
    """Metrics, drawings of the predictions, metrics of each class."""
    result = told.result
    rows = ([label(name), *cells(result, name)] for name in names(result))
    drawn = sorted((name for name in told.plots if name not in told.epochs and name != _EARLIER), key=_rank)
    drawings = [figure(told.plots[name], name) for name in drawn]
    return section(
        "good",
        "How good it is",
        table("Metrics by subset", ["metric", *header(result)[1:]], rows),
        element("div", joined(drawings), class_="plots"),
        *_each(result),
    )


def _rank(name: str) -> tuple[int, str]:
    """What is looked at first stands first."""
    return _ORDER.index(name) if name in _ORDER else len(_ORDER), name


def _each(result: Result) -> list[Html]:
    subset = judged(result)
    found = result.each.get(subset, {})
    if not found:
        return []
    columns = list(dict.fromkeys(name for numbers in found.values() for name in numbers))
    rows = ([name, *(_cell(numbers.get(column)) for column in columns)] for name, numbers in found.items())
    kind = "target" if result.task == "regression" else "class"
    by_class = table(f"Metrics of each {kind}, {subset} rows", [kind, *map(label, columns)], rows)
    return [folded(f"Each {kind}", by_class, opened=len(found) <= _ROOM)]


def _cell(number: float | None) -> str:
    if number is None:
        return ""
    return grouped(number) if isinstance(number, int) else measured(number)
