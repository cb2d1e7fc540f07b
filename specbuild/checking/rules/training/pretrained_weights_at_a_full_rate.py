"""Pretrained weights are trained at the rate of new ones."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R429"
SEVERITY = Severity.WARNING
WORDS = ("Backbone",)
REASON = (
    "Fine-tuning moves weights that are good already by a little. At the usual rate of Adam, 0.001, the first hundred steps, in which"
    " a new head sends large and random gradients, undo much of what the backbone has learnt, and the result is little better than "
    "weights drawn anew. Train the head alone first, then all at a rate of 1e-4 or less."
)
BAD = """
preprocessing = []

[[layers]]
type = "Backbone"
network = "EfficientNetB0"
weights = "efficientnetb0_notop.h5"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD + '[training]\noptimizer = { type = "Adam", learning_rate = 1e-4 }\n'


HIGHEST = {"SGD": 0.1, "Adagrad": 0.05, "Adadelta": 1.0, "Ftrl": 0.05, "Muon": 0.02}
_OTHERS = 0.0005  # Adam and its relatives: half of what they have by default
_RATES = ("learning_rate", "initial_learning_rate", "warmup_target")


def find(facts: Facts) -> Iterator[Found]:
    """A backbone with weights from a file, some of them trained, and a first rate that is high for that."""
    optimizer = facts.spec.training.optimizer
    highest = HIGHEST.get(optimizer.type, _OTHERS)
    tuned = any(
        layer.core.type == "Backbone" and layer.arguments.get("weights") and layer.step and layer.step.planned.trainable
        for layer in facts.layers
    )
    for entry in (optimizer, *facts.schedules()) if tuned else ():
        for name in _RATES:
            rate = entry.arguments.get(name)
            if isinstance(rate, int | float) and rate > highest:
                message = f"at a rate of {rate:g} `{optimizer.type}` undoes what the weights of the backbone have learnt"
                yield Found(entry.at(name), message, f"start from {highest / 5:g}, or train the head alone: `trainable = false`")
