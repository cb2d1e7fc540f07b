"""Derive what the spec leaves out (loss, metrics, `from_logits`, thresholds) and find what contradicts task and head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specbuild.checking.diagnostic import Finding, KeyPath, Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective import codes
from specbuild.checking.objective.callbacks import unwatchable
from specbuild.checking.objective.facts import CHOICES, DENSE, DISTANCES, LOSSES, METRICS, SPARSE, Fact
from specbuild.checking.objective.fill import fill, name, thresholds
from specbuild.checking.objective.head import Head, head
from specbuild.checking.objective.objective import Objective
from specbuild.checking.plan.plan import Plan
from specbuild.checking.plan.size import differ, unknown

BLENDING = frozenset({"MixUp", "CutMix"})  # augmentations after which a sample belongs to several classes
ACCURACY = frozenset({"Accuracy", "accuracy"})
_SOFTMAX, _SIGMOID = frozenset({"softmax", "sparsemax"}), frozenset({"sigmoid", "hard_sigmoid", "sparse_sigmoid"})
_PROBABILITIES = {"multiclass": _SOFTMAX, "binary": _SIGMOID, "multilabel": _SIGMOID}
_LOGITS = {
    "multiclass": frozenset({"linear", "log_softmax"}),
    "binary": frozenset({"linear", "log_sigmoid"}),
    "multilabel": frozenset({"linear"}),
}
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
    outputs, findings = _outputs(spec, last)
    findings += _shape(spec, plan)
    blending = next((entry for entry in spec.augmentation if entry.type in BLENDING), None)
    targets = _targets(spec, blending)
    loss = _loss(spec, targets)
    objective = Objective(
        spec.task.type, outputs, targets, loss, _metrics(spec, targets), spec.task.threshold, scaled=_is_scaled(spec, loss, last)
    )
    findings += _scaling(spec, loss, last)
    findings += _misfits(spec, objective) or _disagreements(spec, objective, blending, last)
    findings += unwatchable(spec.training.callbacks, objective, validated=validated)
    if findings:
        raise Refused(*findings)
    return replace(objective, loss=fill(objective.loss, objective), metrics=tuple(fill(metric, objective) for metric in objective.metrics))


def _outputs(spec: Spec, last: Head | None) -> tuple[str, list[Finding]]:
    task, activation = spec.task.type, last.activation if last else "linear"
    if task == "regression":
        if last and activation in _SOFTMAX:
            message = f"`{activation}` makes the outputs of a regression add up to 1"
            return "values", [Finding(codes.HEAD_ACTIVATION, last.path, message, help="leave the activation out")]
        return "values", []
    if activation in _PROBABILITIES[task]:
        return "probabilities", []
    if activation in _LOGITS[task] or last is None:
        return "logits", []
    message = f"a {task} task cannot end in `{activation}`, the activation of this `{last.layer}`"
    help_ = f"leave the activation out (logits), or use `{'softmax' if task == 'multiclass' else 'sigmoid'}`"
    return "logits", [Finding(codes.HEAD_ACTIVATION, last.path, message, help=help_)]


def _shape(spec: Spec, plan: Plan) -> list[Finding]:
    shape, task = plan.output, spec.task.type
    if not plan.complete or shape is None or len(shape) != 1 or task == "regression" or not spec.layers:
        return []  # an output with more axes is the plan's finding; how many targets there are only the data know
    wanted = 1 if task == "binary" else unknown("classes")
    if task != "binary" and shape[0] == 1:
        help_ = 'write `units = "classes"`' + (', or `task.type = "binary"` for two classes' if task == "multiclass" else "")
        return [
            Finding(
                codes.HEAD_SHAPE, _units(spec.layers[-1]), f"a {task} network that gives one number cannot tell classes apart", help=help_
            )
        ]
    if task == "binary" and (differ(shape[0], wanted) or not isinstance(shape[0], int)):
        message = f"a binary network gives one number, the second class's, and this one gives {shape[0]}"
        return [
            Finding(
                codes.HEAD_SHAPE,
                _units(spec.layers[-1]),
                message,
                help='write `units = 1`, or `task.type = "multiclass"` for one number a class',
            )
        ]
    return []


def _units(last: Entry) -> KeyPath:
    """Where the number of outputs is written; where it is not, the last layer."""
    return (*last.path, "units" if "units" in last.given else "type")


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


def _misfits(spec: Spec, objective: Objective) -> list[Finding]:
    """Loss and metrics that do not fit the task at all."""
    parts = [
        (objective.loss, LOSSES, codes.WRONG_LOSS, "loss"),
        *((metric, METRICS, codes.WRONG_METRIC, "metric") for metric in objective.metrics),
    ]
    task = spec.task.type
    return [
        Finding(code, entry.path, f"`{entry.type}` is no {kind} for a {task} task", help=f"there is {_fitting(task, facts)}")
        for entry, facts, code, kind in parts
        if entry.type not in facts or task not in facts[entry.type].tasks
    ]


def _fitting(task: str, facts: Mapping[str, Fact]) -> str:
    return ", ".join(f"`{name}`" for name, fact in facts.items() if task in fact.tasks)


def _disagreements(spec: Spec, objective: Objective, blending: Entry | None, last: Head | None) -> list[Finding]:
    facts = [(objective.loss, LOSSES[objective.loss.type]), *((metric, METRICS[metric.type]) for metric in objective.metrics)]
    findings = [_form(entry, fact, objective, blending) for entry, fact in facts]
    findings += [_scale(entry, fact, objective, last) for entry, fact in facts]
    findings += [_several(entry, fact) for entry, fact in facts]
    findings += [_reduction(objective.loss), _class_weights(spec), _resample(spec), *_same_names(objective)]
    return [finding for finding in findings if finding] + [
        finding for entry, fact in facts for finding in thresholds(entry, fact, objective)
    ]


def _form(entry: Entry, fact: Fact, objective: Objective, blending: Entry | None) -> Finding | None:
    if fact.targets == objective.targets:
        return None
    twin = entry.type.removeprefix("Sparse") if fact.targets == SPARSE else f"Sparse{entry.type}"
    table = {**LOSSES, **METRICS}
    help_ = f"use `{twin}`" if twin in table else "leave one of them out, so that all read the same form"
    if blending:
        message = f"`{entry.type}` reads class numbers, and `{blending.type}` blends classes"
        return Finding(codes.TARGET_FORM, entry.path, message, help=f"{help_}, or leave it out")
    other = (
        objective.loss.type
        if entry is not objective.loss and LOSSES[objective.loss.type].targets == objective.targets
        else objective.metrics[0].type
    )
    return Finding(
        codes.TARGET_FORM, entry.path, f"`{entry.type}` reads {fact.targets}, and `{other}` reads {objective.targets}", help=help_
    )


def _scale(entry: Entry, fact: Fact, objective: Objective, last: Head | None) -> Finding | None:
    if objective.task not in CHOICES:
        return None
    logits = objective.outputs == "logits"
    if "from_logits" in entry.given and entry.given["from_logits"] is not logits:
        after = f"`{last.activation}`" if last and not logits else "no activation"
        message = f"`from_logits = {str(not logits).lower()}` contradicts the head, which ends in {after}"
        return Finding(codes.FROM_LOGITS, (*entry.path, "from_logits"), message, help="leave it out: it follows from the head")
    if fact.outputs == "probabilities" and logits:
        activation = "softmax" if objective.task == "multiclass" else "sigmoid"
        help_ = f'give the last layer `activation = "{activation}"`'
        return Finding(
            codes.NEEDS_PROBABILITIES, entry.path, f"`{entry.type}` needs probabilities, and the last layer gives logits", help=help_
        )
    return None


def _several(entry: Entry, fact: Fact) -> Finding | None:
    if fact.single is None or entry.given.get(fact.single[0]) in fact.single[1]:
        return None
    argument, values = fact.single
    help_ = (
        f"write `{argument} = "
        + "`, or ".join(f'"{value}"' for value in values[:1])
        + f"` (or {', '.join(f'`{value}`' for value in values[1:])})"
    )
    return Finding(codes.NOT_ONE_NUMBER, entry.path, f"`{entry.type}` without `{argument}` gives one number for each class", help=help_)


def _reduction(loss: Entry) -> Finding | None:
    if loss.given.get("reduction", "sum_over_batch_size") in ("sum_over_batch_size", "mean"):
        return None
    return Finding(codes.REDUCTION, (*loss.path, "reduction"), "the loss of a batch is the mean over its rows", help="remove `reduction`")


def _class_weights(spec: Spec) -> Finding | None:
    if spec.training.class_weights is None or spec.task.type in ("binary", "multiclass"):
        return None
    message = f"a {spec.task.type} task has no classes of which each sample has one, so there is nothing to weigh"
    return Finding(codes.CLASS_WEIGHTS, ("training", "class_weights"), message, help="remove `class_weights`")


def _resample(spec: Spec) -> Finding | None:
    if spec.training.resample is None:
        return None
    path = ("training", "resample")
    if spec.task.type not in ("binary", "multiclass"):
        message = f"a {spec.task.type} task has no classes of which each sample has one, so no class is rare"
        return Finding(codes.RESAMPLE, path, message, help="remove `resample`")
    if spec.training.class_weights is not None:
        message = "`class_weights` and `resample` both make rare classes count more"
        return Finding(codes.RESAMPLE, path, message, help="remove one of them")
    return None


def _is_scaled(spec: Spec, loss: Entry, last: Head | None) -> bool:
    """Whether the loss sees scaled targets: asked for, or left to us where it can only help."""
    if spec.task.type != "regression" or spec.task.target_scaling == "none":
        return False
    return spec.task.target_scaling == "standard" or _can_be_scaled(loss, last)


def _can_be_scaled(loss: Entry, last: Head | None) -> bool:
    return loss.type in DISTANCES and (last is None or last.activation == "linear")


def _scaling(spec: Spec, loss: Entry, last: Head | None) -> list[Finding]:
    path = ("task", "target_scaling")
    if spec.task.target_scaling != "standard":
        return []
    if spec.task.type != "regression":
        message = f"a {spec.task.type} task has no numbers as targets"
        return [Finding(codes.TARGET_SCALING, path, message, help="remove `target_scaling`")]
    if _can_be_scaled(loss, last):
        return []
    culprit = f"the loss `{loss.type}`" if loss.type not in DISTANCES else f"the activation `{last.activation}`" if last else "the head"
    message = f"targets cannot be scaled under {culprit}"
    return [Finding(codes.TARGET_SCALING, path, message, help="remove `target_scaling`, or take a distance and no activation")]


def _same_names(objective: Objective) -> list[Finding]:
    seen = ["loss"]
    findings = []
    for metric in objective.metrics:
        called = str(metric.given["name"])
        if called in seen:
            findings.append(
                Finding(codes.SAME_NAME, metric.path, f"two numbers go by the name `{called}`", help="give this one a `name` of its own")
            )
        seen.append(called)
    return findings
