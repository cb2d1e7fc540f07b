"""A key of an older `format` gets its new name, and `format` the new number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from specbuild.checking.diagnostic import Fix, KeyPath
from specbuild.checking.document import edit
from specbuild.checking.document.document import Document

# For each format but the newest: dotted keys (`*` for any part) and their new last parts in the format after it. Format 1 is the newest.
RENAMED: Mapping[int, Mapping[str, str]] = {}


def fix(document: Document, renamed: Mapping[int, Mapping[str, str]] = RENAMED) -> Fix | None:
    """The edits that bring a document from its format to the next; None where it is the newest, or has none that is known."""
    version = document.values.get("format")
    if not isinstance(version, int) or isinstance(version, bool) or version not in renamed:
        return None
    edits = [edit.value(document, ("format",), str(version + 1))]
    for path in _paths(document.values):
        new = next((new for old, new in renamed[version].items() if _matches(path, old)), None)
        edits += edit.key(document, path, new) if new else ()
    return Fix(f"bring it from format {version} to {version + 1}", tuple(edits))


def _paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    inside: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield (*path, key)
        yield from _paths(item, (*path, key))


def _matches(path: KeyPath, pattern: str) -> bool:
    parts = pattern.split(".")
    return len(parts) == len(path) and all(part in ("*", str(here)) for part, here in zip(parts, path, strict=True))
