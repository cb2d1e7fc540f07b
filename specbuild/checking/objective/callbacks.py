"""Find callbacks that watch a number which the run does not produce."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specbuild.checking.diagnostic import Finding
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.objective import codes
from specbuild.checking.objective.facts import METRICS
from specbuild.checking.objective.objective import Objective
from specbuild.checking.suggest import nearest

RATE = "learning_rate"
_PREFIX = re.compile(r"^(?:val|vall|valid|validation|test)[_ -]+", re.IGNORECASE)
_SHORT = {"acc": "accuracy", "lr": "learning_rate"}


def watchable(objective: Objective, *, validated: bool) -> tuple[str, ...]:
    """Names of the numbers that every epoch produces."""
    return (*objective.names, RATE, *(f"val_{name}" for name in objective.names if validated))


def unwatchable(callbacks: Sequence[Entry], objective: Objective, *, validated: bool) -> list[Finding]:
    """Findings for each callback whose `monitor` does not exist, or whose direction Keras cannot know."""
    names = watchable(objective, validated=validated)
    return [finding for entry in callbacks if (finding := _unwatchable(entry, objective, names, validated=validated))]


def _unwatchable(entry: Entry, objective: Objective, names: Sequence[str], *, validated: bool) -> Finding | None:
    monitor = entry.arguments.get("monitor")
    if monitor is None:
        return None
    path = (*entry.path, "monitor") if "monitor" in entry.given else entry.path
    if monitor not in names:
        return Finding(codes.MONITOR, path, f"no epoch produces a number `{monitor}`", help=_instead(monitor, names, validated=validated))
    if entry.arguments.get("mode", "auto") == "auto" and not _has_direction(monitor, objective):
        return Finding(
            codes.DIRECTION, path, f"Keras does not know whether more of `{monitor}` is better", help='add `mode = "min"` or `mode = "max"`'
        )
    return None


def _instead(monitor: str, names: Sequence[str], *, validated: bool) -> str:
    if monitor.startswith("val_") and not validated:
        return "there is no validation part: write `validation = 0.2` under `[split]`, or remove the callback"
    near = _near(monitor, names)
    return f"did you mean `{near}`?" if near else f"there is {', '.join(f'`{name}`' for name in names)}"


def _near(monitor: str, names: Sequence[str]) -> str | None:
    """The number that was probably meant: what it is and which rows it is of are compared each for itself."""
    stem = _PREFIX.sub("", monitor)
    prefix = "val_" if stem != monitor else ""
    near = nearest(_SHORT.get(stem, stem), [name.removeprefix(prefix) for name in names if name.startswith(prefix)])
    return f"{prefix}{near}" if near else nearest(monitor, names) if not prefix else None


def _has_direction(monitor: str, objective: Objective) -> bool:
    watched = monitor.removeprefix("val_")
    metric = next((metric for metric in objective.metrics if metric.given["name"] == watched), None)
    return watched == "loss" or (metric is not None and METRICS[metric.type].direction if metric else False)
