"""An augmentation on data that it is not for."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.alike import kinds_of, of_another_kind
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.plan.input import kind_of

CODE = "R510"
SEVERITY = Severity.ERROR
REPLACES = ("C001", "C002")
REASON = (
    "Every augmentation is for some kinds of data. A rotation turns pixels of a picture; a series, a sentence or a row of a table has "
    "none, and a change that is harmless in a picture may mean something else there. The finding names those of the same purpose."
)
BAD = """
[meaning]
mirror_depth = "free"

[[augmentation]]
type = "RandomFlip3D"
mode = "depth"
"""
GOOD = """
[meaning]
position = "free"
framing = "free"

[[augmentation]]
type = "RandomTranslation"
height_factor = 0.1
width_factor = 0.1
"""


def find(facts: Facts) -> Iterator[Found]:
    """An augmentation that does not know the kind of sample that the loader gives."""
    kind = kind_of(facts.spec.loader)
    if kind is None:
        return
    for entry in facts.spec.augmentation:
        if kind not in (kinds := kinds_of(entry.type)):
            yield Found(entry.at(), *of_another_kind(entry.type, kinds, kind))
