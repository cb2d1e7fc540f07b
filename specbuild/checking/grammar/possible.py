"""What could stand at a key path of a spec: the keys of a table, the words of a value."""

from __future__ import annotations

from typing import Any

from specbuild.catalogue.entry import Entry as CatalogueEntry
from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.document.address import value_at
from specbuild.checking.grammar.places import SPEC, Meaning, Node


def keys(values: Any, path: KeyPath) -> tuple[str, ...]:
    """The keys that the table at a path can have; empty where it is not a table, or takes any key."""
    node, value = walk(values, path)
    return tuple(node.keys(value)) if node else ()


def words(values: Any, path: KeyPath) -> tuple[str, ...]:
    """The words that the value at a path can be; empty where it is free."""
    node, _ = walk(values, path)
    return tuple(node.words()) if node else ()


def table(values: Any, path: KeyPath) -> str | None:
    """The table of the catalogue that an entry at a path comes from; None where no entry stands there."""
    node, _ = walk(values, path)
    return node.table if node else None


def entry(values: Any, path: KeyPath) -> CatalogueEntry | None:
    """The entry of the catalogue that a table, or a word in its place, names; None where it names none."""
    node, value = walk(values, path)
    return node.entry(value) if node else None


def meaning(values: Any, path: KeyPath) -> Meaning | None:
    """What the key at the end of a path means; None where the language has no such key."""
    node, value = walk(values, path[:-1])
    return node.meaning(str(path[-1]), value) if node and path and isinstance(path[-1], str) else None


def walk(values: Any, path: KeyPath) -> tuple[Node | None, Any]:
    """The place of the language that a key path leads to, and the value there; None for what does not exist."""
    node: Node | None = SPEC
    for part in path:
        if node is None:
            return None, None
        node = node.below(part, values)
        values = value_at(values, (part,))
    return node, values
