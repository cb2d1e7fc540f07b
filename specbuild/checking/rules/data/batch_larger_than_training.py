"""A batch larger than the training part."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R204"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "All training rows fit into one batch, so an epoch is a single step: ten epochs are ten steps, far too few to learn anything, and "
    "the noise between batches that helps networks generalise is gone. Padding to a full batch wastes the rest of the work."
)
BAD = """
# data: { training_rows = 40, validation_rows = 200, classes = 3 }
[training]
batch_size = 64
"""
GOOD = BAD.replace("training_rows = 40", "training_rows = 400")


def find(facts: Facts) -> Iterator[Found]:
    """The batch size is greater than the number of training rows."""
    rows, size = facts.data.training_rows if facts.data else None, facts.spec.training.batch_size
    if rows and size > rows:
        path = facts.where(("training", "batch_size"), ("training",))
        yield Found(
            path, f"a batch of {size} holds all {rows} training rows: every epoch is one step", f"write `batch_size = {_power(rows)}`"
        )


def _power(rows: int) -> int:
    """A power of two that makes about ten batches."""
    return int(2 ** max(0, (rows // 10).bit_length() - 1))
