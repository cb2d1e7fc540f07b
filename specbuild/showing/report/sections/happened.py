"""What happened: the curves, and the numbers behind them."""

from __future__ import annotations

from specbuild.showing.report.drawing import figure
from specbuild.showing.report.html import Html, element, folded, joined, section, table
from specbuild.showing.report.told import Told
from specbuild.showing.words import measured


def html(told: Told) -> Html:
    """A drawing for each number of the history, the loss first."""
    names = sorted((name for name in told.plots if name in told.epochs), key=lambda name: name != "loss")
    drawings = element("div", joined(figure(told.plots[name], name) for name in names), class_="plots")
    return section("happened", "What happened", drawings, folded("Every epoch", _epochs(told)))


def _epochs(told: Told) -> Html:
    columns = [name.replace("_", " ") for name in told.epochs]
    rows = ([str(epoch), *map(measured, numbers)] for epoch, numbers in enumerate(zip(*told.epochs.values(), strict=True), start=1))
    return table("Numbers of each epoch", ["epoch", *columns], rows)
