"""How the network is trained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specbuild.showing.diff.change import Change, Mark
from specbuild.showing.diff.entries import couples, entry_changes, located
from specbuild.showing.diff.side import Side
from specbuild.showing.diff.values import differing, shown

SECTION = "training"
_LISTS = ("metrics", "callbacks")
_SAYS = {"steps_per_execution": "the same numbers, at another speed"}


def changes(before: Side, after: Side) -> Iterator[Change]:
    """What differs in `[training]`."""
    old, new = before.values.get("training", {}), after.values.get("training", {})
    for leaf in differing(_plain(old), _plain(new)):
        what = ".".join(map(str, leaf.path))
        yield Change(SECTION, Mark.CHANGED, what, shown(leaf.before), shown(leaf.after), _SAYS.get(what, ""))
    for key in _LISTS:
        for couple in couples(*(located(key, _entries(side.get(key, []))) for side in (old, new))):
            yield from entry_changes(SECTION, couple)


def _plain(training: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in training.items() if key not in _LISTS}


def _entries(values: list[Any]) -> list[dict[str, Any]]:
    """Entries as tables: a name alone stands for a table with that type."""
    return [value if isinstance(value, dict) else {"type": value} for value in values]
