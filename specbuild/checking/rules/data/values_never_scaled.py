"""Large values that nothing bounds reach the first weights as they are."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import NORMALIZATIONS, SCALINGS, WEIGHTED
from specbuild.checking.plan.input import kind_of

CODE = "R241"
SEVERITY = Severity.WARNING
REASON = (
    "Initial weights and default learning rates are made for inputs of about 1. The intensities of a scan or the raw numbers of a "
    "measurement are hundreds or thousands: the first outputs and gradients are as many times too large, so training jumps around, or many "
    "ReLU units die in the first steps. `Normalization` brings each channel to mean 0 and deviation 1 by the training rows. Judged with "
    "`--data` and by `run`, since only the data tell."
)
BAD = """
# data: { classes = 2, magnitude = 430.0, input = [16, 16, 16, 1] }
preprocessing = []

[task]
type = "binary"

[loader]
type = "volume"
path = "scans"
size = [16, 16, 16]

[[layers]]
type = "Conv3D"
filters = 8
kernel_size = 3
activation = "relu"

[[layers]]
type = "GlobalAveragePooling3D"

[[layers]]
type = "Dense"
units = 1
activation = "sigmoid"
"""
GOOD = BAD.replace("preprocessing = []", '[[preprocessing]]\ntype = "Normalization"')

LARGE = 50.0
_TAKEN_AS_OTHER = {"Embedding", "Discretization", "CategoryEncoding", "Hashing", "IntegerLookup", "Decibels"}  # values that need no scale


def find(facts: Facts) -> Iterator[Found]:
    """Samples whose values are large, and no layer that scales them before the first with weights."""
    magnitude = facts.data.magnitude if facts.data else None
    if magnitude is None or magnitude <= LARGE or _judged_elsewhere(facts):
        return
    for layer in facts.stack:
        if layer.core.type in SCALINGS | NORMALIZATIONS | _TAKEN_AS_OTHER or layer.core.type == "Backbone":
            return
        if layer.core.type in WEIGHTED:
            message = f"this layer gets values as large as {magnitude:.3g} (their root mean square) as they are"
            yield Found(layer.at(), message, "put `Normalization` under `[[preprocessing]]`")
            return


def _judged_elsewhere(facts: Facts) -> bool:
    """Whether another rule judges these samples: pixels of a known range, or columns that the loader itself scales."""
    loader = facts.spec.loader
    pixels = facts.value_range is not None and (facts.pictures or kind_of(loader) in ("volume", "clip"))
    return pixels or "scale" in loader.arguments
