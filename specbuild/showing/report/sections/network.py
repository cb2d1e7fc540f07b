"""The network: what every layer gives and costs."""

from __future__ import annotations

from specbuild.showing.report.html import Html, element, section, table
from specbuild.showing.report.told import Told
from specbuild.showing.summary import plan_table


def html(told: Told) -> Html:
    """The layers as a table with totals, and what a reader has to know of the numbers."""
    layers = table("Layers", plan_table.HEADER, plan_table.rows(told.plan), numbers_from=2, foot=plan_table.totals(told.plan))
    notes = [element("p", f"{note[0].upper()}{note[1:]}.", class_="note") for note in plan_table.notes(told.plan)]
    return section("network", "The network", layers, *notes)
