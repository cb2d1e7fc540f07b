"""Find a value inside nested tables and arrays: by its key path, or by what people write for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from specbuild.checking.diagnostic import KeyPath


def value_at(values: Any, path: Sequence[str | int], otherwise: Any = None) -> Any:
    """What stands at a key path; something else where nothing does."""
    for part in path:
        is_item = isinstance(values, list) and isinstance(part, int) and part < len(values)
        if not is_item and not (isinstance(values, Mapping) and part in values):
            return otherwise
        values = values[part]
    return values


def address(values: Any, parts: Sequence[str]) -> KeyPath | None:
    """The key path that a dotted address means: entries of an array by number or by name; None where nothing is there."""
    path: list[str | int] = []
    for part in parts:
        if isinstance(values, list):
            found = index_of(values, part)
            if found is None:
                return None
            path.append(found)
            values = values[found]
        elif isinstance(values, Mapping) and part in values:
            path.append(part)
            values = values[part]
        else:
            return None
    return tuple(path)


def index_of(items: list[Any], part: str) -> int | None:
    """The place of an item that is named by its number or by its `name`; None where there is none."""
    if part.isdecimal():
        return int(part) if int(part) < len(items) else None
    return next((index for index, item in enumerate(items) if isinstance(item, Mapping) and item.get("name") == part), None)
