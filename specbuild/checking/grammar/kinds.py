"""Values against the kinds of the catalogue: is this what the argument takes, and what does it mean?"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath, counted
from specbuild.checking.grammar.kinds_in_words import Kind, alternatives, as_number, describe, type_name, wrong_type
from specbuild.checking.suggest import word_meant

FRACTION = re.compile(r"\s*([+-]?\d+(?:\.\d*)?)\s*/\s*(\d+(?:\.\d*)?)\s*")  # also "1./255", as scripts have it
ReadEntry = Callable[[Any, Kind, KeyPath], tuple[Any, list[Finding]]]


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
    if attempts and as_number(value, kinds):
        return value, [wrong_type(value, kinds, none, path)]
    if attempts:
        return min(attempts, key=lambda attempt: len(attempt[1]))
    return value, [wrong_type(value, kinds, none, path)]


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
        near = word_meant(value, members)
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
        return value, [Finding("G007", path, f"this list has {counted(len(value), 'item')}", help=f"this has to be {describe([kind])}")]
    if kind.get("uniqueItems") and len({repr(item) for item in value}) < len(value):
        return value, [Finding("G007", path, "this list names something twice", help="name each once")]
    items = kind.get("items", True)
    if items is True:
        return value, []
    each = items if isinstance(items, list) else [items] * len(value)
    read = [
        read_value(item, alternatives(one), False, (*path, i), read_entry) for i, (item, one) in enumerate(zip(value, each, strict=False))
    ]
    return [meant for meant, _ in read], [finding for _, findings in read for finding in findings]


def _read_object(value: dict[str, Any], kind: Kind, path: KeyPath, read_entry: ReadEntry) -> tuple[Any, list[Finding]]:
    values = kind.get("additionalProperties", True)
    if values is True:
        return value, []
    read = {key: read_value(item, alternatives(values), False, (*path, key), read_entry) for key, item in value.items()}
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
