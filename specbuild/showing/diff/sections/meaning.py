"""What may change in the data without changing the label."""

from __future__ import annotations

import math
from collections.abc import Iterator

from specbuild.showing.diff.change import Change, Mark
from specbuild.showing.diff.side import Side
from specbuild.showing.diff.values import ABSENT, differing, shown

SECTION = "meaning"


def changes(before: Side, after: Side) -> Iterator[Change]:
    """Which aspects are declared otherwise, and whether that allows more or less."""
    for leaf in differing(before.values.get("meaning", {}), after.values.get("meaning", {}), ("meaning",)):
        mark = Mark.ADDED if leaf.before is ABSENT else Mark.REMOVED if leaf.after is ABSENT else Mark.CHANGED
        yield Change(SECTION, mark, str(leaf.path[-1]), shown(leaf.before), shown(leaf.after), _says(leaf.before, leaf.after))


def _says(before: object, after: object) -> str:
    was, now = _tolerance(before), _tolerance(after)
    if was is None or now is None:
        return ""
    return "more may change" if now > was else "less may change" if now < was else "the same, said aloud"


def _tolerance(bearing: object) -> float | None:
    """How far an aspect may change; None for a preset, which says it for many."""
    if bearing is ABSENT or bearing == "matters":
        return 0.0
    if bearing == "free":
        return math.inf
    return float(bearing) if isinstance(bearing, int | float) else None
