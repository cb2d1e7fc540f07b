"""What augmentation did: whom each entry changed, how often beside what was declared, and how strongly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specbuild.checking.diagnostic import counted
from specbuild.showing.report.html import Html, element, folded, section, table
from specbuild.showing.report.told import Told
from specbuild.showing.words import grouped


def html(told: Told) -> Html:
    """The budget of each entry, and by class; nothing where nothing was augmented."""
    budget = told.augmentation
    if not budget:
        return Html("")
    entries = budget["entries"]
    header = ["entry", "declared", "observed", "changed", "of", "strengths"]
    rows = [
        [_name(number, entry), _percent(entry["probability"]), *_observed(entry), _strengths(entry)]
        for number, entry in enumerate(entries, 1)
    ]
    note = f"Training rows only, {_counted(budget)}. Strengths: least, median and most of what was drawn, in the unit of the argument."
    return section(
        "augmentation",
        "What augmentation did",
        table("Samples that each entry changed", header, rows),
        element("p", note, class_="note"),
        folded("By class", _by_class(entries)),
    )


def _name(number: int, entry: Mapping[str, Any]) -> str:
    return f"{number}. {entry.get('name', entry['type'])}"


def _counted(budget: Mapping[str, Any]) -> str:
    if budget["epochs"] == budget["trained"]:
        return f"all of {counted(budget['trained'], 'epoch')}"
    return f"counted in {budget['epochs']} of {counted(budget['trained'], 'epoch')}"


def _observed(entry: Mapping[str, Any]) -> list[str]:
    if "changed" not in entry:  # several labels: a sample counts for each of its classes
        return ["–", "–", grouped(entry["meant"])]
    share = _percent(entry["changed"] / entry["meant"]) if entry["meant"] else "–"
    return [share, grouped(entry["changed"]), grouped(entry["meant"])]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _strengths(entry: Mapping[str, Any]) -> str:
    drawn = (f"{name} {one['least']:.3g} · {one['half']:.3g} · {one['most']:.3g}" for name, one in entry["strengths"].items())
    return "; ".join(drawn)


def _by_class(entries: list[Mapping[str, Any]]) -> Html:
    header = ["class", *(_name(number, entry) for number, entry in enumerate(entries, 1))]
    classes = list(entries[0]["met_by_class"])
    rows = [
        [name, *(f"{grouped(entry['changed_by_class'][name])} of {grouped(entry['met_by_class'][name])}" for entry in entries)]
        for name in classes
    ]
    return table("Samples of each class that each entry changed", header, rows)
