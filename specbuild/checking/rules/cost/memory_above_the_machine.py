"""More memory than the machine has."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.plan.cost import cost

CODE = "R601"
SEVERITY = Severity.ERROR
NEEDS_DATA = True
REASON = (
    "A training step keeps the weights, their gradients, two more numbers a weight for Adam, and the outputs of every layer for the "
    "whole batch, forwards and backwards. Where that is more than the machine has, the system starts to swap and crawls, or ends the "
    "process without a word, mostly in the first epoch."
)
BAD = """
# data: { training_rows = 4000, validation_rows = 500, classes = 3, memory = 2_000_000_000 }
[loader]
size = [512, 512]

[training]
batch_size = 256
"""
GOOD = """
# data: { training_rows = 4000, validation_rows = 500, classes = 3, memory = 64_000_000_000 }
[loader]
size = [512, 512]

[training]
batch_size = 64
"""


def find(facts: Facts) -> Iterator[Found]:
    """The estimate of a training step exceeds all memory there is; what else needs memory comes on top."""
    memory, batch = facts.data.memory if facts.data else None, facts.spec.training.batch_size
    needed = cost(facts.plan).training_bytes(batch)
    if memory and isinstance(needed, int) and needed > memory:
        path = facts.where(("training", "batch_size"), ("training",))
        message = f"a training step with batches of {batch} needs about {needed / 1e9:.1f} GB, and this machine has {memory / 1e9:.1f} GB"
        yield Found(path, message, "use a smaller `batch_size`, smaller samples, or fewer filters")
