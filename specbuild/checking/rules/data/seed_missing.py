"""No seed is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Edit, Fix, Severity
from specbuild.checking.document import edit
from specbuild.checking.facts.facts import Facts, Found

if TYPE_CHECKING:
    from specbuild.checking.document.site import Site

CODE = "R207"
SEVERITY = Severity.WARNING
REASON = (
    "Weights, order, augmentation and dropout are random, and `seed` is where all of that randomness starts. Left out it is 0, so the "
    "run repeats; but a reader cannot see what it depends on, and nobody will think of trying another seed, which is the cheapest way "
    "to learn how much of a difference is luck."
)
BAD = """
unset = ["seed"]
"""
GOOD = BAD.replace('unset = ["seed"]', "seed = 3")


def find(facts: Facts) -> Iterator[Found]:
    """The top level has no `seed`."""
    if facts.value(("seed",)) is None:
        yield Found(("name",), "no `seed` is written, so a reader cannot tell what this run depends on", "add `seed = 0` below", "key")


def offer(site: Site) -> Fix | None:
    """Write down the seed that holds anyway."""
    spot = site.document.spots.get(("name",))
    if spot is None or spot.value is None:
        return None
    end = edit.newline(site.document.text)
    at = edit.lines_of(site.document.text, spot.value).end
    opening = "" if site.document.text[:at].endswith("\n") else end
    return Fix("write `seed = 0`", (Edit(site.document.file, at, at, f"{opening}seed = 0{end}"),))
