"""A value_range that does not match the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

if TYPE_CHECKING:
    from specbuild.checking.diagnostic import Fix
    from specbuild.checking.document.site import Site

CODE = "R505"
SEVERITY = Severity.ERROR
WORDS = ("value_range",)
REASON = (
    "Augmentations that change values have to know which are black and white, and cut off what goes beyond. They act before any "
    "preprocessing, on the loader's values: told `[0, 1]` for pixels from 0 to 255, they turn whole pictures white. Left out, the "
    "range is filled in from the loader."
)
BAD = """
[meaning]
brightness = "free"

[[augmentation]]
type = "RandomBrightness"
factor = 0.2
value_range = [0, 1]
"""
GOOD = BAD.replace("value_range = [0, 1]\n", "")


def find(facts: Facts) -> Iterator[Found]:
    """A stated range that is not the loader's."""
    known = facts.value_range
    if known is None:
        return
    for entry in facts.spec.augmentation:
        given = entry.given.get("value_range")
        if given is not None and tuple(map(float, given)) != known:
            message = f"the loader gives values from {_written(known)}, and this augmentation takes them for {_written(given)}"
            yield Found(entry.at("value_range"), message, "remove `value_range`: it follows from the loader")


def _written(pair: Sequence[float]) -> str:
    return f"{pair[0]:g} to {pair[1]:g}"


def fix(site: Site) -> Fix | None:
    """Take `value_range` out: left out, it follows from the loader."""
    return site.remove()
