"""The data: samples as the network gets them before augmentation, how they were split, and what was left out."""

from __future__ import annotations

from collections import Counter

from specbuild.checking.diagnostic import counted
from specbuild.showing.gallery.write import SAMPLES
from specbuild.showing.report.cards import cards
from specbuild.showing.report.html import Html, element, folded, section, table
from specbuild.showing.report.told import Told
from specbuild.showing.summary.class_table import SUBSETS
from specbuild.showing.words import grouped

_ROOM = 20  # classes up to which the table stands open


def html(told: Told) -> Html:
    """A sheet of samples, the rows of each class and subset, and the rows that could not be read."""
    some = [cards(told.galleries[SAMPLES])] if SAMPLES in told.galleries else []
    lost = [element("p", told.lost[SAMPLES], class_="note lost")] if SAMPLES in told.lost else []
    return section("data", "The data", *lost, *some, _split(told), *_quarantined(told))


def _split(told: Told) -> Html:
    split = told.split
    subsets = [subset for subset in SUBSETS if subset in split.subsets]
    sizes = Counter(split.subsets)
    if "class" not in split.targets:
        return table("Rows of each subset", ["subset", "rows"], ([subset, grouped(sizes[subset])] for subset in subsets))
    counts = Counter(zip(split.targets["class"], split.subsets, strict=True))
    rows = ([name, *(grouped(counts[name, subset]) for subset in subsets)] for name in told.result.classes)
    totals = ["total", *(grouped(sizes[subset]) for subset in subsets)]
    counted_rows = table("Rows of each class and subset", ["class", *subsets], rows, foot=totals)
    return folded("Rows of each class", counted_rows, opened=len(told.result.classes) <= _ROOM)


def _quarantined(told: Told) -> list[Html]:
    if not told.quarantined:
        return []
    rows = ([name, reason] for name, reason in told.quarantined.items())
    return [folded(f"{counted(len(told.quarantined), 'row')} left out", table("Rows left out", ["row", "reason"], rows, numbers_from=2))]
