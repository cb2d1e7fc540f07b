"""`layers = [...]` below a table header moves above the first header, where TOML counts it to the top level."""

from __future__ import annotations

import re

from specbuild.checking.diagnostic import Edit, Fix
from specbuild.checking.document import edit
from specbuild.checking.document.locate import Span
from specbuild.checking.document.site import Site

CODES = ("G010",)


def fix(site: Site) -> Fix | None:
    """Move the lines of the pair, with the comments right above them."""
    document, name = site.document, str(site.path[-1])
    spot = document.spots.get(site.path)
    if spot is None or spot.key is None or spot.value is None or spot.header or name in document.values:
        return None
    lines = edit.lines_of(document.text, Span(spot.key.start, spot.value.end))
    if document.text[lines.start : spot.key.start].strip():
        return None  # inside an inline table
    first = min(other.header.start for other in document.spots.values() if other.header)
    end = edit.newline(document.text)
    block = document.text[slice(*lines)].rstrip("\r\n") + 2 * end
    gap = edit.with_gap(document.text, lines) if re.search(r"\n[ \t]*\r?\n\Z", document.text[: lines.start]) else lines
    insertion = Edit(document.file, first, first, block)
    return Fix(f"move `{name}` above the first header", (insertion, Edit(document.file, gap.start, gap.end, "")))
