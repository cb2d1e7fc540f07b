"""Changes as one HTML page: a table for each section, and both specs side by side."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from itertools import groupby

from specbuild.running.workdir import resolved
from specbuild.showing.diff.change import Change
from specbuild.showing.diff.side import Side
from specbuild.showing.report.document import document
from specbuild.showing.report.html import Html, element, folded, joined, section, table

_STYLE = """
main table { width: 100%; table-layout: fixed; }
.side td { font: .82rem/1.45 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; width: 50%; border: 0; padding: 0 .6rem; }
.side .out { background: color-mix(in srgb, #d0342c 18%, transparent); }
.side .in { background: color-mix(in srgb, #1a7f4b 18%, transparent); }
"""


def page(before: Side, after: Side, changes: Sequence[Change]) -> Html:
    """The whole page."""
    body = []
    if not changes:
        body.append(element("p", "The two are the same experiment."))
    for name, some in groupby(changes, lambda change: change.section):
        body.append(section(name, name.capitalize(), _table(name, list(some))))
    specs = element("table", element("tbody", joined(_lines(before, after))), class_="side")
    body.append(section("specs", "Both specs, every default filled in", folded("side by side", element("div", specs, class_="scroll"))))
    return document(f"{before.name} → {after.name}", "specbuild diff", *body, style=_STYLE)


def _table(name: str, changes: Sequence[Change]) -> Html:
    rows = [[f"{change.mark} {change.what}", change.before, change.after, change.says] for change in changes]
    return table(f"What changed: {name}", ["", "before", "after", "what follows"], rows, numbers_from=9)


def _lines(before: Side, after: Side) -> Iterator[Html]:
    one, other = (resolved.toml(side.values, {}).splitlines() for side in (before, after))
    for kind, start, stop, first, last in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        marks = ("", "") if kind == "equal" else ("out", "in")
        for row in range(max(stop - start, last - first)):
            cells = (one[start + row] if start + row < stop else "", other[first + row] if first + row < last else "")
            yield element("tr", *(element("td", cell, class_=mark if cell else "") for cell, mark in zip(cells, marks, strict=True)))
