"""BatchNormalization over a handful of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R309"
SEVERITY = Severity.WARNING
WORDS = ("BatchNormalization",)
REASON = (
    "BatchNormalization estimates mean and variance of a channel from the batch: its rows, times the places of the map. From a few "
    "numbers the estimate is mostly noise, different in every step, and far from the moving averages that prediction uses. With "
    "batches of 4 and fewer `GroupNormalization` or `LayerNormalization`, which do not look at other rows, do better."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64

[[layers]]
type = "BatchNormalization"

[[layers]]
type = "ReLU"

[[layers]]
type = "Dense"
units = "classes"

[training]
batch_size = 4
"""
GOOD = BAD.replace("batch_size = 4", "batch_size = 64")


def find(facts: Facts) -> Iterator[Found]:
    """Batches of 4 or less; of volumes and clips, of which no more fit into memory and each has many places, a single one."""
    size = facts.spec.training.batch_size
    for layer in facts.of("BatchNormalization"):
        if layer.input and size <= (1 if len(layer.input) >= 4 else 4):
            yield Found(layer.at(), f"its statistics come from batches of {size}", "use larger batches, or `GroupNormalization`")
