"""The kinds of the catalogue in words: what an argument takes, and why a value is none of that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.checking.suggest import word_meant

Kind = Mapping[str, Any]
_NAMES = {int: "integer", float: "number", str: "string", bool: "boolean", list: "array", dict: "object"}
WORDS = {
    "integer": "an integer",
    "number": "a number",
    "string": "text",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
}


def type_name(value: Any) -> str:
    """The JSON Schema name of a TOML value's type; dates and times have none."""
    return _NAMES.get(type(value), "date or time")


def alternatives(kind: Kind) -> Sequence[Kind]:
    """The kinds that a kind allows: those under `anyOf`, or itself."""
    several: Sequence[Kind] = kind.get("anyOf", [kind])
    return several


def wrong_type(value: Any, kinds: Sequence[Kind], none: bool, path: KeyPath) -> Finding:
    """The finding for a value that is of none of the kinds, with what it would be without its quotation marks or in brackets.

    Where that is nothing it has no help: who knows the argument says what it is for.
    """
    wanted = describe(kinds, none=none)
    if value == "none":
        return Finding("G005", path, '`"none"` is not possible here', help=f"this has to be {wanted}")
    shown = f"`{_toml(value)}` is {WORDS.get(type_name(value), 'a date or time')}"
    if isinstance(value, str) and any(kind.get("enum") or "unknown" in kind for kind in kinds):
        members = [word for kind in kinds for word in (*kind.get("enum", ()), *([kind["unknown"]] if "unknown" in kind else ()))]
        if near := word_meant(value, members):
            return Finding("G006", path, f'there is no choice `"{value}"` here', help=f'did you mean `"{near}"`?')
    if isinstance(value, dict):
        shown = "this is a table"
    instead = as_number(value, kinds) or _as_list(value, kinds)
    return Finding("G005", path, f"{shown}, not {wanted}", help=f"write `{instead}`" if instead else "")


def _as_list(value: Any, kinds: Sequence[Kind]) -> str:
    """A text as the list of one that is wanted; one number, or numbers in a text, as the list of some."""
    wanted = next((kind["minItems"] for kind in kinds if _is_list_of_some(kind)), 0)
    numbers = re.findall(r"\d+", value) if isinstance(value, str) and re.fullmatch(r"[\d\s,x()*]+", value) else []
    if wanted and type(value) is int:
        numbers = [str(value)] * wanted
    if wanted and len(numbers) == wanted:
        return f"[{', '.join(numbers)}]"
    texts = any(kind.get("type") == "array" and "string" in str(kind.get("items")) for kind in kinds)
    return f"[{_toml(value)}]" if isinstance(value, str) and texts else ""


def _is_list_of_some(kind: Kind) -> bool:
    """Whether a kind is a list of so many integers."""
    items = kind.get("items")
    counted = kind.get("type") == "array" and kind.get("minItems", 0) > 1 and kind.get("minItems") == kind.get("maxItems")
    return counted and isinstance(items, Mapping) and items.get("type") == "integer"


def as_number(value: Any, kinds: Sequence[Kind]) -> str:
    """What a number between quotation marks would be without them, where a number is wanted."""
    if isinstance(value, str) and any(kind.get("type") in ("integer", "number") for kind in kinds):
        text = value.strip()
        if re.fullmatch(r"\d{1,3}%", text) and any(kind.get("type") == "number" for kind in kinds):
            return f"{int(text[:-1]) / 100:g}"
        return (
            text
            if re.fullmatch(r"[+-]?\d+", text)
            or (re.fullmatch(r"[+-]?\d+\.\d+", text) and any(kind.get("type") == "number" for kind in kinds))
            else ""
        )
    if isinstance(value, str) and any(kind.get("type") == "boolean" for kind in kinds) and value.lower() in ("true", "false"):
        return value.lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() and any(k.get("type") == "integer" for k in kinds) else ""


def _toml(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def describe(kinds: Sequence[Kind], *, none: bool = False) -> str:
    """The kinds in words: `an integer of at least 1, or a list of 2 integers`."""
    words = [_describe(kind) for kind in kinds] + (['`"none"`'] if none else [])
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _describe(kind: Kind) -> str:
    if "unknown" in kind:
        return f'`"{kind["unknown"]}"` (known from the data)'
    if "table" in kind or "list_of" in kind:
        table = str(kind.get("table") or kind["list_of"])
        return f"a list of {table}" if "list_of" in kind else f"the name of one of the {table}, or a table with its `type`"
    if "turns_of" in kind:
        return "a table with a list for each argument that changes, one value a turn"
    if members := kind.get("enum"):
        shown = [f'`"{member}"`' for member in members[:12]]
        return (", ".join(shown[:-1]) + " or " + shown[-1] if len(shown) > 1 else shown[0]) + (" …" if len(members) > 12 else "")
    if kind.get("type") == "array":
        return _describe_list(kind)
    return WORDS[kind["type"]] + _describe_bounds(kind)


def _describe_bounds(kind: Kind) -> str:
    parts = [
        word.format(kind[name])
        for name, word in (
            ("minimum", "at least {}"),
            ("exclusiveMinimum", "more than {}"),
            ("maximum", "at most {}"),
            ("exclusiveMaximum", "less than {}"),
        )
        if name in kind
    ]
    return " of " + " and ".join(parts) if parts else ""


def _describe_list(kind: Kind) -> str:
    least, most = kind.get("minItems"), kind.get("maxItems")
    size = f"{least} " if least is not None and least == most else ""
    items = kind.get("items", {})
    if isinstance(items, Mapping) and "list_of" in items:
        return f"a list of {size or f'{least} or more ' if least else ''}lists of {items['list_of']}"
    if not isinstance(items, Mapping) or not ({"type", "enum", "anyOf"} & set(items)):
        return f"a list of {size}items"
    inner = describe(alternatives(items))
    for one, many in (
        ("an integer", "integers"),
        ("a number", "numbers"),
        ("a list", "lists"),
        ("text", "texts"),
        ("true or false", "booleans"),
    ):
        if inner.startswith(one):
            return f"a list of {size}{many}{inner.removeprefix(one)}"
    return f"a list of {size}items, each {inner}"
