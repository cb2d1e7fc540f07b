"""What the definitions of the schema are called, and the words that stand for an entry of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from specbuild.catalogue import read

Schema = dict[str, Any]
Only = Sequence[str] | None


def union(table: str, only: Only = None, *, none: bool = False) -> str:
    """The definition of "one of the entries of a table", of some of them, or `"none"`."""
    some = f".{only[0]}_and_{len(only) - 1}_more" if only else ""
    return f"{table}{some}{'.or_none' if none else ''}"


def complete(table: str, only: Only = None) -> str:
    """The definition that says what an entry may not leave out."""
    return f"{union(table, only)}.complete"


def listed(table: str) -> str:
    """The definition of an entry in a list, which has to be complete."""
    return f"{table}.listed"


def silently(schema: Schema) -> Schema:
    """A demand on a table that only shows where it is broken: Tombi offers no keys for it, and takes no other key as unknown."""
    return {"if": {"additionalProperties": True}, "then": {**schema, "additionalProperties": True}}


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def types(table: str, only: Only = None) -> list[str]:
    """Every word that may stand after `type =`: names, then their aliases."""
    catalogue = read.table(table)
    names = list(only or catalogue)
    return [*names, *(alias for alias, real in catalogue.aliases.items() if real in names)]


def spellings(table: str, name: str) -> list[str]:
    """The words that mean one entry: its name, then its aliases."""
    return [name, *(alias for alias, real in read.table(table).aliases.items() if real == name)]


def short_forms(table: str, only: Only = None) -> list[str]:
    """The words that may stand for a whole entry, without a table: those of entries that need no argument."""
    catalogue = read.table(table)
    return [word for word in types(table, only) if not catalogue[catalogue.aliases.get(word, word)].required]
