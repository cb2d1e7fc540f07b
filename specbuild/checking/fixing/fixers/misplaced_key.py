"""A key of the language in the wrong table moves to the only one that has it: `epochs` at the top goes below `[training]`."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.diagnostic import Edit, Fix
from specbuild.checking.document import edit
from specbuild.checking.document.document import Document
from specbuild.checking.document.locate import Span
from specbuild.checking.document.site import Site
from specbuild.checking.grammar.possible import keys

CODES = ("G002",)


def fix(site: Site) -> Fix | None:
    """Move the line of the key, with the comments right above it."""
    document, path, name = site.document, site.path, str(site.path[-1])
    spot = document.spots.get(path)
    if spot is None or spot.key is None or spot.value is None or spot.header or len(path) > 2 or site.finding.path != path:
        return None
    home = _home(name, path)
    if home is None or name in _table(document, home) or not _is_on_its_own_line(document, path):
        return None
    at = _below_header(document, home) if home else _above_first_header(document)
    if at is None:
        return None
    lines = edit.with_comments(document.text, Span(spot.key.start, spot.value.end))
    block = document.text[slice(*lines)]
    ending = "" if block.endswith("\n") else edit.newline(document.text)
    moved = Edit(document.file, at, at, block + ending + ("" if home else edit.newline(document.text)))
    return Fix(
        f"move `{name}` to {f'`[{home[0]}]`' if home else 'the top level'}", (moved, Edit(document.file, lines.start, lines.end, ""))
    )


def _home(name: str, path: tuple[str | int, ...]) -> tuple[str, ...] | None:
    """The only table that has such a key, the top level being `()`."""
    top = keys({}, ())
    homes = [home for home in ((), *((table,) for table in top)) if home != path[:-1] and name in keys({}, home)]
    return homes[0] if len(homes) == 1 else None


def _table(document: Document, home: tuple[str, ...]) -> Mapping[str, object]:
    found = document.values.get(home[0], {}) if home else document.values
    return found if isinstance(found, dict) else {}


def _is_on_its_own_line(document: Document, path: tuple[str | int, ...]) -> bool:
    spot = document.spots[path]
    assert spot.key is not None
    start = document.text.rfind("\n", 0, spot.key.start) + 1
    return not document.text[start : spot.key.start].strip()


def _below_header(document: Document, home: tuple[str, ...]) -> int | None:
    spot = document.spots.get(home)
    return edit.lines_of(document.text, spot.header).end if spot and spot.header else None


def _above_first_header(document: Document) -> int | None:
    headers = [spot.header.start for spot in document.spots.values() if spot.header]
    return edit.with_comments(document.text, Span(min(headers), min(headers))).start if headers else None
