"""Where it fails: the worst mistakes, to look at."""

from __future__ import annotations

from specbuild.showing.gallery.write import MISTAKES
from specbuild.showing.report.cards import cards
from specbuild.showing.report.html import Html, element, section
from specbuild.showing.report.told import Told


def html(told: Told) -> Html:
    """The cards, or why there are none; nothing where no row was judged."""
    note = [element("p", told.lost[MISTAKES], class_="note lost")] if MISTAKES in told.lost else []
    if MISTAKES in told.galleries:
        return section("fails", "Where it fails", *note, cards(told.galleries[MISTAKES]))
    return section("fails", "Where it fails", *note) if note else Html("")
