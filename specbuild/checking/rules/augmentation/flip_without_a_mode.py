"""A flip in both directions at once."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R501"
SEVERITY = Severity.ERROR
WORDS = ("RandomFlip",)
REASON = (
    "`RandomFlip` without a `mode` is `horizontal_and_vertical`, and in Keras one coin decides both: half of the pictures are turned "
    "by 180 degrees, and none is mirrored. That is hardly ever meant: left and right are often exchangeable, up and down seldom. Say "
    "which."
)
BAD = """
[meaning]
orientation = "free"
mirror_horizontal = "free"
mirror_vertical = "free"

[[augmentation]]
type = "RandomFlip"
"""
GOOD = BAD.replace('type = "RandomFlip"', 'type = "RandomFlip"\nmode = "horizontal"')


def find(facts: Facts) -> Iterator[Found]:
    """A RandomFlip that leaves its mode to the default."""
    for entry in facts.spec.augmentation:
        if entry.type == "RandomFlip" and "mode" not in entry.given:
            message = "without a `mode` pictures are flipped both ways at once, which turns them upside down"
            yield Found(entry.at(), message, 'write `mode = "horizontal"`, and another entry for `"vertical"`')
