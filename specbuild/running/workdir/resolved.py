"""The resolved spec as TOML: every value there is, the defaults too, each with a comment that says where it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from specbuild.checking.diagnostic import KeyPath

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml(values: Mapping[str, Any], origins: Mapping[KeyPath, str]) -> str:
    """Write a spec as TOML 1.0.

    Args:
        values: The tables of the spec, made of TOML's own types; None is written as "none".
        origins: Where a value came from, by its key path (`("layers", 3, "units")`); a path that is missing takes the word of the
            nearest key above it.
    """
    return "\n".join(_table(values, origins, (), ())).lstrip("\n") + "\n"


def _table(values: Mapping[str, Any], origins: Mapping[KeyPath, str], path: KeyPath, header: tuple[str, ...]) -> Iterator[str]:
    """A table: its plain values first, since TOML would give what follows a header to that header."""
    sections = {key: value for key, value in values.items() if _is_section(value, depth=len(header))}
    for key, value in values.items():
        if key not in sections:
            yield from _lines((key,), value, origins, (*path, key))
    for key, value in sections.items():
        name = ".".join(_key(part) for part in (*header, key))
        if isinstance(value, Mapping):
            yield from ("", f"[{name}]", *_table(value, origins, (*path, key), (*header, key)))
            continue
        for number, entry in enumerate(value):
            yield from ("", f"[[{name}]]")
            for inner, item in entry.items():
                yield from _lines((inner,), item, origins, (*path, key, number, inner))


def _is_section(value: Any, *, depth: int) -> bool:
    """Whether a value gets a header: tables at the top, and arrays of tables there and one level below. All else stays flat."""
    if isinstance(value, Mapping):
        return depth == 0 and bool(value)
    return depth <= 1 and isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _lines(keys: tuple[str, ...], value: Any, origins: Mapping[KeyPath, str], path: KeyPath) -> Iterator[str]:
    """One line for each leaf, so that each has its comment: a table inside becomes dotted keys."""
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from _lines((*keys, key), item, origins, (*path, key))
        return
    origin = _origin(path, origins)
    comment = f"  # {_one_line(origin)}" if origin else ""
    yield f"{'.'.join(_key(key) for key in keys)} = {_value(value)}{comment}"


def _origin(path: KeyPath, origins: Mapping[KeyPath, str]) -> str:
    return next((origins[path[:end]] for end in range(len(path), 0, -1) if path[:end] in origins), "")


def _one_line(text: str) -> str:
    """Text for a comment: on one line, and only what TOML allows there."""
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: Any) -> str:
    if value is None:
        return '"none"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        # A basic string of TOML has JSON's escapes, but takes neither a bare DEL nor what is no character.
        text = json.dumps(re.sub("[\ud800-\udfff]", "\ufffd", value), ensure_ascii=False)
        return text.replace("\x7f", "\\u007f")
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(int(value))
