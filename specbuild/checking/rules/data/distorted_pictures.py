"""Pictures whose proportions change."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R211"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
REASON = (
    "Brought to a size of other proportions, circles become ellipses and faces grow wide. A network can learn from such pictures as "
    'long as all are bent alike, but not where proportions tell classes apart, and not for the pictures of tomorrow. `resize = "pad"` '
    'and `"crop"` keep them.'
)
BAD = """
# data: { stored_size = [400, 800], classes = 10 }
[loader]
size = [64, 64]
"""
GOOD = BAD.replace("size = [64, 64]", 'size = [64, 64]\nresize = "pad"')


MOST = 1.5


def find(facts: Facts) -> Iterator[Found]:
    """Stretched to proportions that differ by half or more."""
    stored, given = facts.data.stored_size if facts.data else None, facts.spec.loader.arguments
    size = given.get("size")
    if stored and size and given.get("resize") == "stretch":
        bend = (size[0] / size[1]) / (stored[0] / stored[1])
        if max(bend, 1 / bend) >= MOST:
            change = f"{stored[0]}x{stored[1]} are stretched to {size[0]}x{size[1]}"
            message = f"pictures of {change}: {max(bend, 1 / bend):.1f} times out of proportion"
            yield Found(("loader", "size"), message, 'write `resize = "pad"` or `"crop"`, or choose a size with the same proportions')
