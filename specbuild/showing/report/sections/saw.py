"""What the network saw: training samples as augmentation changed them."""

from __future__ import annotations

from specbuild.showing.gallery.write import SEEN
from specbuild.showing.report.cards import cards
from specbuild.showing.report.html import Html, element, section
from specbuild.showing.report.told import Told


def html(told: Told) -> Html:
    """The cards, or why there are none; nothing where nothing was augmented: the data are what it saw."""
    note = [element("p", told.lost[SEEN], class_="note lost")] if SEEN in told.lost else []
    if SEEN in told.galleries:
        return section("saw", "What the network saw", *note, cards(told.galleries[SEEN]))
    return section("saw", "What the network saw", *note) if note and told.augmentation else Html("")
