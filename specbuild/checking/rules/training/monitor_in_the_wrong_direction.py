"""A callback that wants the worst."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R401"
SEVERITY = Severity.ERROR
WORDS = ("mode",)
REASON = (
    '`mode` says whether the number watched should fall or rise. With `mode = "max"` on a loss, EarlyStopping waits for the loss to '
    "grow, stops when the network gets better, and `restore_best_weights` brings back the worst epoch of all. The result is wrong, "
    "and nothing tells."
)
BAD = """
[[training.callbacks]]
type = "EarlyStopping"
monitor = "val_loss"
mode = "max"
patience = 3
restore_best_weights = true
"""
GOOD = BAD.replace('mode = "max"\n', "")


_LESS_IS_BETTER = ("loss", "error", "crossentropy", "hinge", "divergence", "poisson", "false_positives", "false_negatives")
_MORE_IS_BETTER = ("accuracy", "auc", "precision", "recall", "f1_score", "iou", "r2_score", "true_positives", "true_negatives")


def find(facts: Facts) -> Iterator[Found]:
    """A stated mode that contradicts the name of the number."""
    for callback in facts.spec.training.callbacks:
        mode, monitor = callback.given.get("mode"), str(callback.arguments.get("monitor", ""))
        less, more = monitor.endswith(_LESS_IS_BETTER), monitor.endswith(_MORE_IS_BETTER)
        if (mode == "max" and less) or (mode == "min" and more):
            better = "less" if less else "more"
            yield Found(callback.at("mode"), f'`mode = "{mode}"` waits for the worst: {better} of `{monitor}` is better', "remove `mode`")
