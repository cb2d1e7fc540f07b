"""A Rescaling that does not fit the pixels."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R214"
SEVERITY = Severity.WARNING
WORDS = ("Rescaling",)
REASON = (
    "`Rescaling` should bring the loader's values to about -1 to 1. A scale made for other data does not: bundled digits go from 0 to "
    "16, so that `1/255` leaves all of them below 0.07, while `1/16` on photographs leaves values up to 16. The network trains on "
    "inputs of the wrong size, slowly or wildly, and says nothing."
)
BAD = """
[[preprocessing]]
type = "Rescaling"
scale = "1/25"
"""
GOOD = BAD.replace('scale = "1/25"', 'scale = "1/255"')

MOST = 3  # times what networks are made for: what is centred and scaled by its deviation stays within


def find(facts: Facts) -> Iterator[Found]:
    """The first Rescaling gives values that are all tiny, or far beyond 1."""
    layer = facts.stack[0]
    scale, offset = layer.arguments.get("scale"), layer.arguments.get("offset")
    done = facts.spec.loader.arguments.get("scale", "none")
    if layer.type == "Rescaling" and done != "none" and isinstance(scale, int | float) and abs(scale) < 0.1:
        message = f'the loader has scaled these numbers already (`scale = "{done}"`): this makes all of them almost 0'
        yield Found(layer.at("scale"), message, 'remove this `Rescaling`, or write `scale = "none"` in the loader')
    if (
        facts.value_range is None
        or facts.value_range[0] >= facts.value_range[1]
        or layer.type != "Rescaling"
        or not isinstance(scale, int | float)
        or not isinstance(offset, int | float)
    ):
        return
    low, high = sorted(value * scale + offset for value in facts.value_range)
    if high - low < 0.2 or max(abs(low), abs(high)) > MOST:
        told = "pixels" if facts.pictures else "values"
        message = f"{told} from {facts.value_range[0]:g} to {facts.value_range[1]:g} become {low:.3g} to {high:.3g}"
        yield Found(layer.at("scale"), message, _right(*facts.value_range))


def _right(low: float, high: float) -> str:
    """What brings these values to 0 to 1; those from -1 to 1 are as they should be."""
    if max(abs(low), abs(high)) <= 1:
        return "remove this layer: they are small already"
    scale = f'write `scale = "1/{high - low:g}"`'
    return f'{scale} and `offset = "{-low:g}/{high - low:g}"`' if low else scale
