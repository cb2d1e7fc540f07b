"""What each augmentation changes, looked up by its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.meaning.change import Change, Subject

FAMILIES = Path(__file__).with_name("families")


@cache
def meanings() -> Mapping[str, Callable[[Subject], Iterator[Change]]]:
    """The function of every type, from all files of `families/`."""
    found: dict[str, Callable[[Subject], Iterator[Change]]] = {}
    for path in sorted(FAMILIES.glob("[a-z]*.py")):
        found |= import_module(f"specbuild.checking.meaning.families.{path.stem}").FAMILY
    return found


def changes(entry: Entry, shape: tuple[int | None, ...]) -> dict[str, Change]:
    """What an entry can change, by aspect: the largest of what it does to each; an amount that nobody knows counts as the largest.

    Args:
        entry: An entry of `[[augmentation]]`.
        shape: Shape of one sample, None for a size that only the data know; empty where nothing is known.
    """
    probability = entry.options.get("probability")
    if probability == 0:
        return {}
    found: dict[str, Change] = {}
    for change in meanings()[entry.type](Subject(entry.arguments, shape, probability)):
        if change.amount != 0 and (change.aspect not in found or _larger(change, found[change.aspect])):
            found[change.aspect] = change
    return found


def _larger(one: Change, other: Change) -> bool:
    if one.amount is None or other.amount is None:
        return one.amount is None
    return one.amount > other.amount
