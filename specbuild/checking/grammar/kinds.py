"""Values against the kinds of the catalogue: is this what the argument takes, and what does it mean?"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.checking.suggest import nearest

FRACTION = re.compile(r"\s*([+-]?\d+(?:\.\d*)?)\s*/\s*(\d+(?:\.\d*)?)\s*")  # also "1./255", as scripts have it
Kind = Mapping[str, Any]
ReadEntry = Callable[[Any, Kind, KeyPath], tuple[Any, list[Finding]]]

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


def fits_type(value: Any, kind: Kind) -> bool:
    """Whether a value has the type of a kind, before bounds and members are looked at."""
    if "unknown" in kind:
        return bool(value == kind["unknown"])
    if "table" in kind:
        return isinstance(value, str | dict)
    if "list_of" in kind:
        return isinstance(value, list)
    if "turns_of" in kind:
        return isinstance(value, dict)
    wanted, found = kind.get("type"), type_name(value)
    if wanted == "number":
        return found in ("number", "integer") or (found == "string" and FRACTION.fullmatch(value) is not None)
    return found == wanted


def read_value(value: Any, kinds: Sequence[Kind], none: bool, path: KeyPath, read_entry: ReadEntry) -> tuple[Any, list[Finding]]:
    """What a value means for an argument of these kinds.

    Args:
        value: As the TOML parser gave it.
        kinds: The alternatives, see `specbuild.catalogue.entry.Argument`.
        none: Whether the word "none" stands for `None`.
        path: Where it is written.
        read_entry: Reads a value of the kinds `table`, `list_of` and `turns_of`.

    Returns:
        The value to use (fractions as floats, "none" as None, tables with a `type` as entries) and what is wrong with it.
    """
    if none and value == "none":
        return None, []
    attempts = [_read(value, kind, path, read_entry) for kind in kinds if fits_type(value, kind)]
    for meant, findings in attempts:
        if not findings:
            return meant, []
    if none and isinstance(value, str) and value.casefold() in ("none", "null"):
        return value, [Finding("G006", path, f'there is no choice `"{value}"` here', help='write `"none"`')]
    if attempts and _as_number(value, kinds):
        return value, [_wrong_type(value, kinds, none, path)]
    if attempts:
        return min(attempts, key=lambda attempt: len(attempt[1]))
    return value, [_wrong_type(value, kinds, none, path)]


def _read(value: Any, kind: Kind, path: KeyPath, read_entry: ReadEntry) -> tuple[Any, list[Finding]]:
    if "unknown" in kind:
        return value, []
    if "table" in kind or "list_of" in kind or "turns_of" in kind:
        return read_entry(value, kind, path)
    return _READERS[kind["type"]](value, kind, path, read_entry)


def _read_number(value: Any, kind: Kind, path: KeyPath, _: ReadEntry) -> tuple[Any, list[Finding]]:
    if isinstance(value, str):
        over, under = FRACTION.fullmatch(value).groups()  # type: ignore[union-attr]
        if float(under) == 0:
            return value, [Finding("G007", path, f"`{value}` divides by zero", help='write a number or a fraction such as `"1/255"`')]
        value = float(over) / float(under)
    if isinstance(value, float) and not math.isfinite(value):
        return value, [Finding("G007", path, f"`{value}` is not a finite number", help=f"this has to be {describe([kind])}")]
    return value, [
        Finding("G007", path, f"{value} is {problem}", help=f"this has to be {describe([kind])}") for problem in _beyond(value, kind)
    ]


def _near(word: str, members: Sequence[str]) -> str | None:
    from specbuild.checking.other_names import here  # only a wrong word needs it

    return here(word, members) or nearest(word, members)


def _beyond(value: float, kind: Kind) -> list[str]:
    bounds = (
        ("minimum", value < kind.get("minimum", value), "less than the least allowed, {}"),
        ("maximum", value > kind.get("maximum", value), "more than the most allowed, {}"),
        ("exclusiveMinimum", "exclusiveMinimum" in kind and value <= kind["exclusiveMinimum"], "not more than {}"),
        ("exclusiveMaximum", "exclusiveMaximum" in kind and value >= kind["exclusiveMaximum"], "not less than {}"),
    )
    return [sentence.format(kind[name]) for name, wrong, sentence in bounds if wrong]


def _read_text(value: str, kind: Kind, path: KeyPath, _: ReadEntry) -> tuple[Any, list[Finding]]:
    members = kind.get("enum")
    if members is not None and value not in members:
        near = _near(value, members)
        help_ = f'did you mean `"{near}"`?' if near else f"this has to be {describe([kind])}"
        return value, [Finding("G006", path, f'there is no choice `"{value}"` here', help=help_)]
    if "pattern" in kind and not re.search(kind["pattern"], value):
        return value, [Finding("G007", path, f"`{value}` is not written as it has to be", help=f"it has to match `{kind['pattern']}`")]
    if len(value) < kind.get("minLength", 0):
        return value, [Finding("G007", path, "this text is empty", help="write something, or leave the key out")]
    return value, []


def _read_list(value: list[Any], kind: Kind, path: KeyPath, read_entry: ReadEntry) -> tuple[Any, list[Finding]]:
    least, most = kind.get("minItems", 0), kind.get("maxItems", len(value))
    if not least <= len(value) <= most:
        return value, [Finding("G007", path, f"this list has {_count(len(value), 'item')}", help=f"this has to be {describe([kind])}")]
    if kind.get("uniqueItems") and len({repr(item) for item in value}) < len(value):
        return value, [Finding("G007", path, "this list names something twice", help="name each once")]
    items = kind.get("items", True)
    if items is True:
        return value, []
    each = items if isinstance(items, list) else [items] * len(value)
    read = [
        read_value(item, _alternatives(one), False, (*path, i), read_entry) for i, (item, one) in enumerate(zip(value, each, strict=False))
    ]
    return [meant for meant, _ in read], [finding for _, findings in read for finding in findings]


def _read_object(value: dict[str, Any], kind: Kind, path: KeyPath, read_entry: ReadEntry) -> tuple[Any, list[Finding]]:
    values = kind.get("additionalProperties", True)
    if values is True:
        return value, []
    read = {key: read_value(item, _alternatives(values), False, (*path, key), read_entry) for key, item in value.items()}
    return {key: meant for key, (meant, _) in read.items()}, [finding for _, findings in read.values() for finding in findings]


def _read_plain(value: Any, _kind: Kind, _path: KeyPath, _: ReadEntry) -> tuple[Any, list[Finding]]:
    return value, []


_READERS: Mapping[str, Callable[[Any, Kind, KeyPath, ReadEntry], tuple[Any, list[Finding]]]] = {
    "integer": _read_number,
    "number": _read_number,
    "string": _read_text,
    "boolean": _read_plain,
    "array": _read_list,
    "object": _read_object,
}


def _alternatives(kind: Kind) -> Sequence[Kind]:
    several: Sequence[Kind] = kind.get("anyOf", [kind])
    return several


def _wrong_type(value: Any, kinds: Sequence[Kind], none: bool, path: KeyPath) -> Finding:
    wanted = describe(kinds, none=none)
    if value == "none":
        return Finding("G005", path, '`"none"` is not possible here', help=f"this has to be {wanted}")
    shown = f"`{_toml(value)}` is {WORDS.get(type_name(value), 'a date or time')}"
    if isinstance(value, str) and any(kind.get("enum") or "unknown" in kind for kind in kinds):
        members = [word for kind in kinds for word in (*kind.get("enum", ()), *([kind["unknown"]] if "unknown" in kind else ()))]
        if near := _near(value, members):
            return Finding("G006", path, f'there is no choice `"{value}"` here', help=f'did you mean `"{near}"`?')
    if isinstance(value, dict):
        shown = "this is a table"
    instead = _as_number(value, kinds) or _as_list(value, kinds)
    return Finding("G005", path, f"{shown}, not {wanted}", help=f"write `{instead}`" if instead else f"this has to be {wanted}")


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


def _as_number(value: Any, kinds: Sequence[Kind]) -> str:
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


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


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
    inner = describe(_alternatives(items))
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
