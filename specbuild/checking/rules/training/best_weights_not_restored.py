"""Early stopping that keeps the last weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

if TYPE_CHECKING:
    from specbuild.checking.diagnostic import Fix
    from specbuild.checking.document.site import Site

CODE = "R404"
SEVERITY = Severity.WARNING
WORDS = ("EarlyStopping",)
REASON = (
    "EarlyStopping stops `patience` epochs after the best one, with the weights of the last: by then the network has been getting "
    "worse for that long, and these weights are evaluated and saved. Keras's default is not to restore; `restore_best_weights = true` "
    "brings the best epoch back."
)
BAD = """
[[training.callbacks]]
type = "EarlyStopping"
monitor = "val_loss"
patience = 3
"""
GOOD = BAD.replace("patience = 3", "patience = 3\nrestore_best_weights = true")


def find(facts: Facts) -> Iterator[Found]:
    """An EarlyStopping without it, where no ModelCheckpoint keeps the best either."""
    if any(checkpoint.arguments.get("save_best_only") for checkpoint in facts.callbacks("ModelCheckpoint")):
        return
    for callback in facts.callbacks("EarlyStopping"):
        if not callback.arguments.get("restore_best_weights"):
            path = callback.at("restore_best_weights")
            yield Found(path, "the weights of the last epoch are kept, which is past the best one", "add `restore_best_weights = true`")


def offer(site: Site) -> Fix | None:
    """Write `restore_best_weights = true`."""
    return site.write("restore_best_weights", "true")
