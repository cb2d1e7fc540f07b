"""How strong an argument of an augmentation may be, so that the samples bear it: what a finding offers instead of what was written."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from typing import Any

from specbuild.checking.grammar.entry import Entry
from specbuild.checking.meaning.change import Change
from specbuild.checking.meaning.known import changes

# Arguments that change nothing at another number than 0, and whether one number stands for a whole range that always goes far.
_NEUTRAL = {
    ("RandomSaturation", "factor"): (0.5, True),
    ("RandomSharpness", "factor"): (0.5, True),
    ("RandomColorJitter", "saturation_factor"): (0.5, True),
    ("RandomAudioNoise", "snr"): (120.0, False),
}
_STEPS, _FINE = 30, 1000  # halvings, and parts of 1 to which a number is rounded


def weaker(entry: Entry, change: Change, tolerated: float, shape: tuple[int | None, ...]) -> str | None:
    """The strongest that is borne, as it is written in a spec: "0.055", "[0.455, 0.545]"; None where no strength of this argument is.

    Args:
        entry: The entry.
        change: What it changes too much, and by which argument.
        tolerated: How much is borne.
        shape: Shape of a sample, None for a size that only the data know.
    """
    written = entry.given.get(change.by)
    bounds: list[Any] = list(written) if isinstance(written, list | tuple) else [written]
    if not tolerated or not all(isinstance(bound, int | float) and not isinstance(bound, bool) for bound in bounds):
        return None
    neutral, far = _NEUTRAL.get((entry.type, change.by), (0.0, False))
    ends = (0.0, 1.0) if far and len(bounds) == 1 else tuple(float(bound) for bound in bounds)

    def borne(share: float) -> bool:
        value = _towards(ends, neutral, share)
        found = changes(replace(entry, given={**entry.given, change.by: value if len(value) > 1 else value[0]}), shape).get(change.aspect)
        return found is None or (found.amount is not None and found.amount <= tolerated)

    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if borne(middle) else (low, middle)
    value = _towards(ends, neutral, low)
    if not low or all(bound == neutral for bound in value):
        return None
    return f"[{', '.join(f'{bound:.10g}' for bound in value)}]" if len(value) > 1 else f"{value[0]:.10g}"


def _towards(ends: tuple[float, ...], neutral: float, share: float) -> list[float]:
    """Bounds at a share of the way from neutral, rounded towards neutral."""
    return [_rounded(neutral + (end - neutral) * share, up=end < neutral) for end in ends]


def _rounded(value: float, *, up: bool) -> float:
    return (ceil(value * _FINE - 1e-9) if up else floor(value * _FINE + 1e-9)) / _FINE


def of(entry: Entry, change: Change, bearing: Any, shape: tuple[int | None, ...]) -> str:
    """What to do with the argument: weaken it, to what, or choose another where it is no number."""
    if isinstance(entry.given.get(change.by), str):
        return f"choose another `{change.by}`"
    to = None if isinstance(bearing, str) else weaker(entry, change, float(bearing), shape)
    return f"weaken `{change.by}`" + (f" to {to}" if to else "")
