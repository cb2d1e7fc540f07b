"""Differences between two tables of plain values, and values as TOML writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from specbuild.catalogue import read
from specbuild.checking.diagnostic import KeyPath

ABSENT = object()  # stands for a value that one side does not have
_LONGEST = 60  # characters of a value that are shown


class Leaf(NamedTuple):
    """A value that differs; `ABSENT` where a side has none."""

    path: KeyPath
    before: Any
    after: Any


def differing(before: Any, after: Any, path: KeyPath = ()) -> Iterator[Leaf]:
    """The values that differ, in the order of the first side; a list is one value, and so is a table whose `type` changed."""
    if isinstance(before, Mapping) and isinstance(after, Mapping) and before.get("type") == after.get("type"):
        for key in dict.fromkeys((*before, *after)):
            yield from differing(before.get(key, ABSENT), after.get(key, ABSENT), (*path, key))
    elif before is ABSENT or after is ABSENT or before != after or isinstance(before, bool) != isinstance(after, bool):
        yield Leaf(path, before, after)


def shown(value: Any) -> str:
    """A value in few characters: `0.5`, `same`, `SGD(momentum = 0.9)`; defaults and what is absent are not shown."""
    text = "" if value is ABSENT else _toml(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def arguments(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says beside its type and the defaults of the catalogue."""
    known = next((table[entry["type"]] for table in map(read.table, read.names()) if entry["type"] in table), None)
    defaults = known.defaults() if known else {}
    return {key: value for key, value in entry.items() if key != "type" and not (key in defaults and _is_default(value, defaults[key]))}


def _is_default(value: Any, default: Any) -> bool:
    """Whether a value is what the catalogue says, which writes names of entries in Keras's way: `glorot_uniform`."""
    if default is None:
        return value in (None, "none")
    inner = value["type"] if isinstance(value, Mapping) and "type" in value and not arguments(value) else value
    return bool(inner == default) or (isinstance(default, str) and str(inner).lower() == default.replace("_", "").lower())


def _toml(value: Any) -> str:
    if isinstance(value, Mapping) and "type" in value:
        inside = ", ".join(f"{key} = {_toml(item)}" for key, item in arguments(value).items())
        return f"{value['type']}({inside})" if inside else str(value["type"])
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        return value if value.isidentifier() else json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
