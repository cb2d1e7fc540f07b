"""A warm-up without a target."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R411"
SEVERITY = Severity.WARNING
WORDS = ("warmup",)
REASON = (
    "`warmup_steps` of CosineDecay only counts together with `warmup_target`, the rate to warm up to. Without it Keras leaves the "
    "warm-up out and begins the decay at once, at `initial_learning_rate`, which was mostly set low because a warm-up was to follow."
)
BAD = """
[training]
optimizer.type = "Adam"
optimizer.learning_rate.type = "CosineDecay"
optimizer.learning_rate.initial_learning_rate = 0.00001
optimizer.learning_rate.decay_steps = 1000
optimizer.learning_rate.warmup_steps = 100
"""
GOOD = BAD + "optimizer.learning_rate.warmup_target = 0.001\n"


def find(facts: Facts) -> Iterator[Found]:
    """Steps of warm-up and nothing to warm up to, or a rate to warm up to in no steps."""
    for entry in facts.schedules("CosineDecay"):
        steps, target = entry.given.get("warmup_steps"), entry.given.get("warmup_target")
        if steps and target is None:
            help_ = "add `warmup_target = ...`, the rate to warm up to"
            yield Found((*entry.path, "warmup_steps"), "without `warmup_target` there is no warm-up", help_)
        elif target is not None and not steps:
            message = "without `warmup_steps` there is no warm-up: the decay begins at this rate"
            yield Found((*entry.path, "warmup_target"), message, "add `warmup_steps = ...`")
