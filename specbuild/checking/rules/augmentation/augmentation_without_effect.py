"""An augmentation that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R502"
SEVERITY = Severity.WARNING
WORDS = ("augmentation",)
REASON = (
    "A factor of 0, a probability of 0, or no factor at all where the default is 0: the entry costs time and changes no picture. "
    "Whoever compares runs with and without it compares equals."
)
BAD = """
[meaning]
shape = 0.5
position = 0.5

[[augmentation]]
type = "RandomShear"
"""
GOOD = BAD.replace('type = "RandomShear"', 'type = "RandomShear"\nx_factor = 0.2')


_ONE_FACTOR = (
    "RandomRotation", "RandomBrightness", "RandomContrast", "RandomHue", "RandomChannelShift", "RandomColorDegeneration", "RandomInvert",
    "RandomGrayscale", "RandomErasing", "RandomGaussianBlur", "RandomPerspective",
)  # fmt: skip
_FACTORS = {
    "RandomShear": ("x_factor", "y_factor"),
    "RandomTranslation": ("height_factor", "width_factor"),
    "RandomZoom": ("height_factor", "width_factor"),
    "RandomColorJitter": ("brightness_factor", "contrast_factor", "saturation_factor", "hue_factor"),
    **dict.fromkeys(_ONE_FACTOR, ("factor",)),
}


def find(facts: Facts) -> Iterator[Found]:
    """All factors are 0 or missing, or the probability is 0."""
    for entry in facts.spec.augmentation:
        factors = _FACTORS.get(entry.type, ())
        if entry.options.get("probability") == 0:
            yield Found(entry.at("probability"), f"this `{entry.type}` never happens", "give it a probability, or remove it")
        elif factors and all(_nothing(entry.arguments.get(name)) for name in factors):
            path = entry.at(next((name for name in factors if name in entry.given), "type"))
            yield Found(path, f"this `{entry.type}` changes nothing", f"give it a `{factors[0]}`, or remove it")


def _nothing(factor: object) -> bool:
    return factor is None or factor == 0 or (isinstance(factor, list | tuple) and all(part == 0 for part in factor))
