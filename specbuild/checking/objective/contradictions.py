"""What contradicts what: task and head, head and loss, loss and metrics, and what else training was told."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.diagnostic import Finding
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective import codes
from specbuild.checking.objective.facts import CHOICES, DISTANCES, LOSSES, METRICS, SPARSE, Fact
from specbuild.checking.objective.fill import thresholds
from specbuild.checking.objective.head import Head
from specbuild.checking.objective.objective import Objective
from specbuild.checking.plan.plan import Plan
from specbuild.checking.plan.size import differ

_SOFTMAX, _SIGMOID = frozenset({"softmax", "sparsemax"}), frozenset({"sigmoid", "hard_sigmoid", "sparse_sigmoid"})
PROBABILITIES = {"multiclass": _SOFTMAX, "binary": _SIGMOID, "multilabel": _SIGMOID}
_LOGITS = {
    "multiclass": frozenset({"linear", "log_softmax"}),
    "binary": frozenset({"linear", "log_sigmoid"}),
    "multilabel": frozenset({"linear"}),
}


def contradictions(spec: Spec, plan: Plan, objective: Objective, last: Head | None, blending: Entry | None) -> list[Finding]:
    """All that cannot hold together.

    Args:
        spec: A spec whose grammar is right.
        plan: Its plan; sizes that are still unknown are not judged.
        objective: What the spec says and what follows from it.
        last: The activation at the end of the network; None where no layer has one.
        blending: An augmentation after which a sample belongs to several classes.
    """
    about_the_head = [*_activation(spec, last), *_shape(spec, plan), *_scaling(spec, objective.loss, last)]
    return about_the_head + (_misfits(spec, objective) or _disagreements(spec, objective, blending, last))


def _activation(spec: Spec, last: Head | None) -> list[Finding]:
    task = spec.task.type
    if last is None:
        return []
    if task == "regression":
        message, help_ = f"`{last.activation}` makes the outputs of a regression add up to 1", "leave the activation out"
        return [Finding(codes.HEAD_ACTIVATION, last.path, message, help=help_)] if last.activation in _SOFTMAX else []
    if last.activation in PROBABILITIES[task] | _LOGITS[task]:
        return []
    message = f"a {task} task cannot end in `{last.activation}`, the activation of this `{last.layer}`"
    help_ = f"leave the activation out (logits), or use `{'softmax' if task == 'multiclass' else 'sigmoid'}`"
    return [Finding(codes.HEAD_ACTIVATION, last.path, message, help=help_)]


def _shape(spec: Spec, plan: Plan) -> list[Finding]:
    shape, task = plan.output, spec.task.type
    if not plan.complete or shape is None or len(shape) != 1 or task == "regression" or not spec.layers:
        return []  # an output with more axes is the plan's finding; how many targets there are only the data know
    if task != "binary" and shape[0] == 1:
        help_ = 'write `units = "classes"`' + (', or `task.type = "binary"` for two classes' if task == "multiclass" else "")
        message = f"a {task} network that gives one number cannot tell classes apart"
        return [Finding(codes.HEAD_SHAPE, spec.layers[-1].at("units"), message, help=help_)]
    if task == "binary" and (differ(shape[0], 1) or not isinstance(shape[0], int)):
        message = f"a binary network gives one number, the second class's, and this one gives {shape[0]}"
        help_ = 'write `units = 1`, or `task.type = "multiclass"` for one number a class'
        return [Finding(codes.HEAD_SHAPE, spec.layers[-1].at("units"), message, help=help_)]
    return []


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
    loss_agrees = entry is not objective.loss and LOSSES[objective.loss.type].targets == objective.targets
    other = objective.loss.type if loss_agrees else objective.metrics[0].type
    message = f"`{entry.type}` reads {fact.targets}, and `{other}` reads {objective.targets}"
    return Finding(codes.TARGET_FORM, entry.path, message, help=help_)


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
    help_ = f'write `{argument} = "{values[0]}"` (or {", ".join(f"`{value}`" for value in values[1:])})'
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


def _scaling(spec: Spec, loss: Entry, last: Head | None) -> list[Finding]:
    path = ("task", "target_scaling")
    if spec.task.target_scaling != "standard":
        return []
    if spec.task.type != "regression":
        message = f"a {spec.task.type} task has no numbers as targets"
        return [Finding(codes.TARGET_SCALING, path, message, help="remove `target_scaling`")]
    if can_be_scaled(loss, last):
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


def can_be_scaled(loss: Entry, last: Head | None) -> bool:
    """Whether the loss means the same, but for its size, once targets and outputs are scaled alike."""
    return loss.type in DISTANCES and (last is None or last.activation == "linear")
