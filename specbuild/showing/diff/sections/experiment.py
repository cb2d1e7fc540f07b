"""What the experiment is: its task, its seed, its backend."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import KeyPath, dotted
from specbuild.checking.document.address import value_at
from specbuild.showing.diff.change import Change, Mark
from specbuild.showing.diff.side import Side
from specbuild.showing.diff.values import ABSENT, shown

SECTION = "experiment"
_PATHS: tuple[KeyPath, ...] = (("name",), ("backend",), ("seed",), ("task", "type"), ("task", "threshold"))
_SAYS = {
    "seed": "other first weights, order of rows and draws of augmentation; the split keeps its rows",
    "backend": "numbers agree to a few digits, not to the bit",
    "task.type": "another question is asked",
    "task.threshold": "other decisions from the same probabilities",
}


def changes(before: Side, after: Side) -> Iterator[Change]:
    """What differs at the top of the spec and in `[task]`."""
    for path in _PATHS:
        was, now = (value_at(side.values, path, ABSENT) for side in (before, after))
        if was != now:
            yield Change(SECTION, Mark.CHANGED, dotted(path), shown(was), shown(now), _SAYS.get(dotted(path), ""))
