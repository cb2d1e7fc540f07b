"""One difference: where it is, what stood there, what stands there now, and what follows from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Mark(StrEnum):
    """What happened."""

    ADDED = "+"
    REMOVED = "-"
    CHANGED = "~"
    MOVED = ">"
    FOLLOWS = "="  # nobody wrote it: it follows from other changes
    WARNING = "!"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        section: Which part of the experiment it belongs to; see `compare.SECTIONS`.
        mark: What happened.
        what: What it is about: `split.seed`, `layers.3 Conv2D`.
        before: What stood there; empty where nothing did.
        after: What stands there now; empty where nothing does.
        says: What follows from it, as a sentence without its full stop; empty where the values say all.
    """

    section: str
    mark: Mark
    what: str
    before: str = ""
    after: str = ""
    says: str = ""

    def as_json(self) -> dict[str, Any]:
        """The change as a table; the mark by its name."""
        return {**asdict(self), "mark": self.mark.name.lower()}
