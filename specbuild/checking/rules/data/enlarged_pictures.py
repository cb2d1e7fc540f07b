"""Pictures that are enlarged."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R210"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "Enlarging a picture adds no information, only pixels that are averages of their neighbours; the work of every convolution grows "
    "with their number all the same. Accuracy may still rise a little, since kernels and poolings then fit the objects better: "
    "compare both with `--set loader.size=`."
)
BAD = """
# data: { stored_size = [28, 28], classes = 10 }
[loader]
size = [224, 224]
"""
GOOD = BAD.replace("stored_size = [28, 28]", "stored_size = [320, 320]")


def find(facts: Facts) -> Iterator[Found]:
    """The loader's size is much larger than the pictures are."""
    stored, size = facts.data.stored_size if facts.data else None, facts.spec.loader.arguments.get("size")
    if stored and size and size[0] * size[1] >= 2 * stored[0] * stored[1]:
        times = size[0] * size[1] / (stored[0] * stored[1])
        message = (
            f"pictures of {stored[0]}x{stored[1]} are enlarged to {size[0]}x{size[1]}: {times:.1f} times the work, and no new information"
        )
        yield Found(("loader", "size"), message, f"compare with `--set loader.size=[{stored[0]},{stored[1]}]`")
