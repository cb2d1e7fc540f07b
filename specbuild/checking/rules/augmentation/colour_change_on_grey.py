"""A colour change on pictures of one channel."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R504"
SEVERITY = Severity.ERROR
WORDS = (
    "Hue",
    "Saturation",
    "Gray",
    "Color",
)
REASON = (
    "Hue and saturation exist between the three channels of a colour picture. Grey pictures have one channel: Keras's layers stop "
    "with an error on them, or do nothing. Brightness and contrast exist in grey."
)
BAD = """
[loader]
color_mode = "grayscale"

[meaning]
hue = "free"

[[augmentation]]
type = "RandomHue"
factor = 0.1
"""
GOOD = """
[loader]
color_mode = "grayscale"

[meaning]
contrast = 0.5

[[augmentation]]
type = "RandomContrast"
factor = 0.1
"""


_COLOUR = ("RandomHue", "RandomSaturation", "RandomGrayscale", "RandomColorJitter", "RandomColorDegeneration")


def find(facts: Facts) -> Iterator[Found]:
    """An augmentation of colours where the loader gives one channel."""
    if facts.pictures and facts.plan.input is not None and facts.plan.input[-1] == 1:
        for entry in facts.spec.augmentation:
            if entry.type in _COLOUR:
                message = f"`{entry.type}` changes colours, and these pictures have one channel"
                yield Found(entry.at(), message, "remove it, or load the pictures in colour")
