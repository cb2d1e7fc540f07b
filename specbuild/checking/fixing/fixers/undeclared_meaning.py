"""A change that `[meaning]` does not mention gets its line there: only offered, since somebody has to think of the data first."""

from __future__ import annotations

import re

from specbuild.checking.diagnostic import Edit, Fix
from specbuild.checking.document import edit
from specbuild.checking.document.document import Document
from specbuild.checking.document.site import Site

CODES = ("C002",)
_LINE = re.compile(r"add `(\w+ = [^`]+)` under `\[meaning\]`")


def offer(site: Site) -> Fix | None:
    """Write the line of the finding's help under `[meaning]`, or that table before the first augmentation."""
    found = _LINE.search(site.finding.help)
    if found is None:
        return None
    made = _below_header(site.document, found[1]) if ("meaning",) in site.document.spots else _new_table(site.document, found[1])
    return Fix(f"declare `{found[1]}`", (made,)) if made else None


def _below_header(document: Document, line: str) -> Edit | None:
    header, end = document.spots["meaning",].header, edit.newline(document.text)
    if header is None:
        return None
    at = edit.lines_of(document.text, header).end
    return Edit(document.file, at, at, ("" if document.text[:at].endswith("\n") else end) + line + end)


def _new_table(document: Document, line: str) -> Edit | None:
    first = document.spots.get(("augmentation", 0))
    if first is None or first.header is None:
        return None
    return edit.insert_before(document, ("augmentation", 0), f"[meaning]\n{line}")
