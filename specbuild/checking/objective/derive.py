"""Derive what the spec leaves out: loss, metrics, `from_logits`, thresholds."""

from __future__ import annotations

from dataclasses import replace

from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.entry import BLENDING, Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective.callbacks import unwatchable
from specbuild.checking.objective.contradictions import PROBABILITIES, can_be_scaled, contradictions
from specbuild.checking.objective.facts import DENSE, LOSSES, METRICS, SPARSE
from specbuild.checking.objective.fill import fill, name
from specbuild.checking.objective.head import Head, head
from specbuild.checking.objective.objective import Objective
from specbuild.checking.plan.plan import Plan

ACCURACY = frozenset({"Accuracy", "accuracy"})
_DERIVED = {  # task, form of the targets -> loss, metric, the metric's name
    ("multiclass", SPARSE): ("SparseCategoricalCrossentropy", "SparseCategoricalAccuracy", "accuracy"),
    ("multiclass", DENSE): ("CategoricalCrossentropy", "CategoricalAccuracy", "accuracy"),
    ("binary", DENSE): ("BinaryCrossentropy", "BinaryAccuracy", "accuracy"),
    ("multilabel", DENSE): ("BinaryCrossentropy", "BinaryAccuracy", "accuracy"),
    ("regression", DENSE): ("MeanSquaredError", "MeanAbsoluteError", "mean_absolute_error"),
}


def derive(spec: Spec, plan: Plan, *, validated: bool = True) -> Objective:
    """What training works towards.

    Args:
        spec: A spec whose grammar is right.
        plan: Its plan; sizes that are still unknown are not judged.
        validated: Whether there will be a validation part, so that callbacks can watch its numbers.

    Returns:
        The objective, with everything filled in.

    Raises:
        Refused: all contradictions between task, head, loss, metrics, callbacks and augmentation.
    """
    last = head(spec.layers)
    blending = next((entry for entry in spec.augmentation if entry.type in BLENDING), None)
    targets = _targets(spec, blending)
    loss = _loss(spec, targets)
    outputs, metrics, scaled = _outputs(spec, last), _metrics(spec, targets), _is_scaled(spec, loss, last)
    objective = Objective(spec.task.type, outputs, targets, loss, metrics, spec.task.threshold, scaled)
    findings = contradictions(spec, plan, objective, last, blending)
    findings += unwatchable(spec.training.callbacks, objective, validated=validated)
    if findings:
        raise Refused(*findings)
    return replace(objective, loss=fill(objective.loss, objective), metrics=tuple(fill(metric, objective) for metric in objective.metrics))


def _outputs(spec: Spec, last: Head | None) -> str:
    """What the last layer gives; logits where it ends in what the task cannot have, which is a contradiction."""
    if spec.task.type == "regression":
        return "values"
    return "probabilities" if last and last.activation in PROBABILITIES[spec.task.type] else "logits"


def _targets(spec: Spec, blending: Entry | None) -> str:
    """The form of the targets: class numbers, unless something needs a number for each output."""
    if spec.task.type != "multiclass" or blending:
        return DENSE
    wanted = [LOSSES[spec.training.loss.type].targets] if spec.training.loss and spec.training.loss.type in LOSSES else []
    wanted += [METRICS[metric.type].targets for metric in spec.training.metrics if metric.type in METRICS]
    return wanted[0] if wanted else SPARSE


def _loss(spec: Spec, targets: str) -> Entry:
    return spec.training.loss or Entry(_DERIVED[spec.task.type, targets][0], "losses", {}, path=("training", "loss"))


def _metrics(spec: Spec, targets: str) -> tuple[Entry, ...]:
    _, type_, called = _DERIVED[spec.task.type, targets]
    derived = Entry(type_, "metrics", {"name": called}, path=("training", "metrics"))
    return tuple(_share_correct(metric, derived) for metric in spec.training.metrics) or (derived,)


def _share_correct(metric: Entry, derived: Entry) -> Entry:
    """`accuracy` is the share of right answers as the task counts them; Keras's `Accuracy` asks whether outputs equal targets."""
    if metric.type in ACCURACY and derived.given["name"] == "accuracy":
        return replace(derived, given={**derived.given, **metric.given}, path=metric.path)
    return name(metric)


def _is_scaled(spec: Spec, loss: Entry, last: Head | None) -> bool:
    """Whether the loss sees scaled targets: asked for, or left to us where it can only help."""
    if spec.task.type != "regression" or spec.task.target_scaling == "none":
        return False
    return spec.task.target_scaling == "standard" or can_be_scaled(loss, last)
