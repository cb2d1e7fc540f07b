"""Fill in the arguments of losses and metrics that follow from task and head."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any

from specbuild.checking.diagnostic import Finding
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.objective import codes
from specbuild.checking.objective.facts import LOSSES, METRICS, SWITCH, Fact
from specbuild.checking.objective.objective import Objective


def name(metric: Entry) -> Entry:
    """The metric with a `name`: Keras would number its own names by what the process built before."""
    called = metric.given.get("name") or metric.options.get("name") or snake_case(metric.type)
    return replace(metric, given={**metric.given, "name": called})


def snake_case(type_: str) -> str:
    """The name that Keras gives a type: `F1Score` is `f1_score`."""
    parted = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", re.sub(r"\W+", "", type_))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", parted).lower()


def fill(entry: Entry, objective: Objective) -> Entry:
    """The entry with `from_logits` and its threshold, where it has them and they were left out."""
    fact = (LOSSES if entry.table == "losses" else METRICS)[entry.type]
    found: dict[str, Any] = {}
    if fact.outputs == SWITCH:
        found["from_logits"] = objective.outputs == "logits"
    if fact.threshold and objective.task in ("binary", "multilabel"):
        found[fact.threshold] = _threshold(objective)
    return replace(entry, given={**entry.given, **found})


def thresholds(entry: Entry, fact: Fact, objective: Objective) -> list[Finding]:
    """A threshold that was written and differs from the task's, or a list of them."""
    given = entry.given.get(fact.threshold) if fact.threshold else None
    path = (*entry.path, fact.threshold)
    if isinstance(given, list | tuple):
        return [
            Finding(codes.NOT_ONE_NUMBER, path, "a list of thresholds gives a list of results", help="write one number, or leave it out")
        ]
    if given is None or objective.task == "multiclass" or given in (objective.threshold, _threshold(objective)):
        return []
    message = f"`{entry.type}` decides at {given}, and the task at {objective.threshold}"
    return [Finding(codes.THRESHOLD, path, message, help=f"leave it out, or write `task.threshold = {given}`")]


def _threshold(objective: Objective) -> float:
    """The threshold in the unit of the network's outputs."""
    share = objective.threshold
    if objective.outputs != "logits":
        return share
    return math.log(share / (1 - share))
