"""Arguments that layers get from the `each` of a layer around them, and where they are written."""

from __future__ import annotations

from collections.abc import Iterable

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.grammar.entry import Entry


def written_elsewhere(entries: Iterable[Entry]) -> dict[KeyPath, KeyPath]:
    """Key paths of arguments that do not stand in their layer, with those where they do: that of the list with all turns."""
    found: dict[KeyPath, KeyPath] = {}
    for entry in entries:
        found |= {(*entry.path, name): place[:-1] for name, place in entry.elsewhere.items()}
        for strand in entry.strands:
            found |= written_elsewhere(strand)
        wrapped = [value for value in entry.given.values() if isinstance(value, Entry) and value.table == "layers"]
        found |= written_elsewhere(wrapped)
    return found
