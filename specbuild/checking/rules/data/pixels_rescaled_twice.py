"""Pixels are rescaled twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Fix, Severity
from specbuild.checking.document import edit
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import SCALINGS

if TYPE_CHECKING:
    from specbuild.checking.document.site import Site

CODE = "R212"
SEVERITY = Severity.WARNING
WORDS = ("Rescaling",)
REASON = (
    "Divided by 255 once, pixels lie between 0 and 1, where networks learn well. Divided again, all of them lie below 0.004: every "
    "picture looks black, the first layer's outputs are almost equal to its bias, and training takes ages to find out that the inputs "
    "differ at all. No error is ever shown."
)
BAD = """
[[preprocessing]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
[[preprocessing]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""


SHRINKS = 0.1


def find(facts: Facts) -> Iterator[Found]:
    """A Rescaling that divides what another, or a `Normalization`, has brought to about 1 already."""
    shrunk = False
    for layer in facts.stack:
        if layer.entry.strands:  # what stands side by side does not act twice
            shrunk = False
        scale = layer.arguments.get("scale")
        if layer.type == "Rescaling" and isinstance(scale, int | float) and abs(scale) <= SHRINKS:
            if shrunk:
                yield Found(
                    layer.at("scale"), "the values have been scaled already: this makes all of them almost 0", "remove this `Rescaling`"
                )
            shrunk = True
        shrunk = shrunk or layer.type in SCALINGS - {"Rescaling"}


def fix(site: Site) -> Fix | None:
    """Take the second one out."""
    path = site.path[:-1]
    spot = site.document.spots.get(path)
    removal = edit.remove_entry(site.document, path) if spot and spot.header else edit.remove_item(site.document, path)
    return Fix("remove this `Rescaling`", (removal,)) if removal else None
