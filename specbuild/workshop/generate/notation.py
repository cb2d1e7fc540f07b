"""The notation of `argument_types.toml`, as fragments of JSON Schema."""

from __future__ import annotations

import re
from typing import Any

Kind = dict[str, Any]
NONE = "none"
_BOUNDS = {">=": "minimum", "<=": "maximum", ">": "exclusiveMinimum", "<": "exclusiveMaximum"}


def kinds(text: str, dimensions: int | None = None) -> list[Kind]:
    """Read one row.

    Args:
        text: The alternatives, separated by `|`.
        dimensions: What `N` stands for.

    Raises:
        ValueError: the row is not in the notation.
    """
    return [_kind(part.split(), dimensions) for part in text.split("|") if part.strip() != NONE]


def takes_none(text: str) -> bool:
    """Whether a row takes the word "none"."""
    return any(part.strip() == NONE for part in text.split("|"))


def _kind(words: list[str], dimensions: int | None) -> Kind:
    head, rest = words[0], words[1:]
    if head in ("integer", "number"):
        return {"type": head, **_bounds(rest)}
    if head in ("boolean", "text"):
        return {"type": {"text": "string"}.get(head, head)}
    if head == "choice":
        return {"type": "string", "enum": rest}
    if head == "unknown":
        return {"unknown": rest[0]}
    if head == "lists":
        return {"list_of": rest[0]}
    if head == "table":
        return {"table": rest[0], **({"of": rest[2:]} if len(rest) > 1 else {})}
    if head == "map":
        return {"type": "object", "additionalProperties": _kind(rest[1:], dimensions)}
    if head == "list":
        return _list(rest, dimensions)
    raise ValueError(f"`{' '.join(words)}` is not in the notation")


def _bounds(words: list[str]) -> Kind:
    pairs = zip(words[::2], words[1::2], strict=True)
    return {_BOUNDS[sign]: float(limit) if re.search(r"[.e]", limit) else int(limit) for sign, limit in pairs}


def _list(words: list[str], dimensions: int | None) -> Kind:
    size = words[0]
    if size == "of":
        return {"type": "array", "items": _kind(words[1:], dimensions)}
    if size == "N" and dimensions is None:
        raise ValueError("`N` stands for the dimension in the name of a class, and this class has none")
    length = dimensions if size == "N" else int(size)
    return {"type": "array", "items": _kind(words[2:], dimensions), "minItems": length, "maxItems": length}
