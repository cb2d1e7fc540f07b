"""How training samples are changed: entries that came, went, moved or became stronger, and any that the meaning now forbids."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.showing.diff.change import Change
from specbuild.showing.diff.entries import Located, couples, entry_changes, located
from specbuild.showing.diff.side import Side

SECTION = "augmentation"


def changes(before: Side, after: Side) -> Iterator[Change]:
    """What differs under `[[augmentation]]`."""
    old, new = (located(SECTION, side.values.get(SECTION, [])) for side in (before, after))
    for couple in couples(old, new):
        was, now = _unsafe(before, couple.before), _unsafe(after, couple.after)
        mended = was and not now and couple.after is not None
        says = f"became unsafe: {now}" if now and not was else "is no longer unsafe" if mended else ""
        yield from entry_changes(SECTION, couple, says)


def _unsafe(side: Side, entry: Located | None) -> str:
    """What is wrong with an entry; empty where nothing is."""
    errors = (finding for finding in side.findings if finding.severity is Severity.ERROR)
    return next((error.message for error in errors if entry and ".".join(map(str, error.path[:2])) == entry.where), "")
