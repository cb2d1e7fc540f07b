"""Most rows are kept from training."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R203"
SEVERITY = Severity.WARNING
WORDS = (
    "validation",
    "test",
)
REASON = (
    "Rows for validation and test are lost to training. Beyond a few thousand, more of them hardly sharpen the estimate, while fewer "
    "training rows make every network worse. Shares of 0.1 to 0.2 each are usual; above half in total the two have most often been "
    "mixed up with the training share."
)
BAD = """
[split]
type = "stratified"
validation = 0.2
test = 0.7
"""
GOOD = BAD.replace("test = 0.7", "test = 0.1")


def find(facts: Facts) -> Iterator[Found]:
    """Validation and test together take more than half."""
    shares = facts.held_out
    held_out = sum(shares.values())
    if 0.5 < held_out < 1:
        largest = max(shares, key=lambda name: shares[name])
        path = facts.where(("split", largest), ("split",))
        yield Found(path, f"only {1 - held_out:.0%} of the rows are left to train on", f"lower `{largest}`; 0.1 to 0.2 is usual")
