"""Bounds the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R224"
SEVERITY = Severity.ERROR
WORDS = ("window", "value_range")
REASON = (
    "A window says the least and the greatest value that is kept, in that order; what lies beyond is cut to it. The other way round, or "
    "with two equal numbers, nothing lies between, and every sample becomes one value. Scanners of computed tomography count in "
    "Hounsfield units: `[-1000, 400]` shows lungs."
)
BAD = """
[loader]
type = "volume"
path = "scans"
size = [24, 24, 24]
window = [400, -1000]

[[preprocessing]]
type = "Rescaling"
scale = "1/1400"
offset = "1000/1400"

[[layers]]
type = "Conv3D"
filters = 8
kernel_size = 3
activation = "relu"

[[layers]]
type = "GlobalAveragePooling3D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("window = [400, -1000]", "window = [-1000, 400]")


def find(facts: Facts) -> Iterator[Found]:
    """A range of the loader that ends before it begins."""
    loader = facts.spec.loader
    for name in ("window", "value_range"):
        bounds = loader.given.get(name)
        if isinstance(bounds, list | tuple) and len(bounds) == 2 and bounds[0] >= bounds[1]:
            message = f"no value lies from {bounds[0]:g} to {bounds[1]:g}"
            yield Found(loader.at(name), message, f"write `[{bounds[1]:g}, {bounds[0]:g}]`: the least first")
