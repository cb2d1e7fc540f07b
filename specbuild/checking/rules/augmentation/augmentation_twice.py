"""The same augmentation twice."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R503"
SEVERITY = Severity.WARNING
WORDS = ("augmentation",)
REASON = (
    "Two equal entries act one after the other, so that the change is stronger than either says: two rotations by up to 15 degrees "
    "turn by up to 30. `[meaning]` and the reader look at each alone. The second is mostly left over from editing."
)
BAD = """
[meaning]
orientation = 60

[[augmentation]]
type = "RandomRotation"
factor = 0.04

[[augmentation]]
type = "RandomRotation"
factor = 0.04
"""
GOOD = """
[meaning]
orientation = 60

[[augmentation]]
type = "RandomRotation"
factor = 0.08
"""


def find(facts: Facts) -> Iterator[Found]:
    """An entry with the type, arguments and classes of one before it."""
    seen: list[tuple[object, ...]] = []
    for entry in facts.spec.augmentation:
        options = {name: value for name, value in entry.options.items() if name != "name"}
        known = (entry.type, entry.arguments, options)
        if known in seen:
            yield Found(entry.at(), f"the same `{entry.type}` stands above: both act, one after the other", "remove one of the two")
        seen.append(known)
