"""Far more parameters than samples, and nothing against overfitting."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R311"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "A network with hundreds of free numbers for every training row can learn the rows by heart: the training loss falls to 0, the "
    "validation loss rises. Large networks do generalise, but with something that holds them back: Dropout, weight decay, "
    "augmentation, early stopping, or more data. Nothing of the kind is here."
)
BAD = """
# data: { training_rows = 200, validation_rows = 200, classes = 3 }
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
# data: { training_rows = 200, validation_rows = 200, classes = 3 }
[[layers]]
type = "Flatten"

[[layers]]
type = "Dropout"
rate = 0.5

[[layers]]
type = "Dense"
units = 64
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""


MULTIPLE = 100


def find(facts: Facts) -> Iterator[Found]:
    """More than a hundred trained parameters for each training row; rows of embeddings are looked up, not shared by all samples."""
    rows = facts.data.training_rows if facts.data else None
    layers = [layer for layer in facts.layers if layer.core.type != "Embedding"]
    largest = max(layers, key=lambda layer: layer.trained, default=None)
    parameters = sum(layer.trained for layer in layers)
    if largest and rows and parameters > MULTIPLE * rows and not facts.regularized:
        message = f"{parameters:,} trained parameters for {rows:,} training rows, and nothing against learning them by heart"
        yield Found(largest.at(), message, "add `Dropout`, augmentation or weight decay, stop early, or use a smaller network")
