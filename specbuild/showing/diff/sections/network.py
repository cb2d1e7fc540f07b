"""The network: layers inserted, removed, moved and changed, and what follows for shapes, parameters and cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from specbuild.showing.diff.change import Change, Mark
from specbuild.showing.diff.entries import Couple, Located, couples, entry_changes, located
from specbuild.showing.diff.side import Side
from specbuild.showing.summary.plan_table import shape
from specbuild.showing.words import grouped, memory, short

SECTION = "network"
_TOTALS = (
    ("parameters", "parameters", grouped),
    ("multiply_adds", "multiply-adds", short),
    ("activation_bytes", "memory of outputs", memory),
)
Plan = Mapping[str, Any]  # see `workdir.plan_file.plan_json`


def changes(before: Side, after: Side) -> Iterator[Change]:
    """What differs in the stack: preprocessing and layers are one, since both are layers of the model.

    Of the shapes that follow from a change only the first is told; parameters that follow are told at every layer.
    """
    plans, told = _plans(before, after), False
    for couple in couples(_stack(before), _stack(after)):
        reshaped, says = _follows(plans, couple)
        if couple.differs or not told or "parameters" in says:
            yield from entry_changes(SECTION, couple, says)
        told = told or reshaped
    for name, words, write in _TOTALS:
        was, now = (plan["totals"][name] for plan in plans)
        if was != now:
            yield Change(SECTION, Mark.FOLLOWS, f"total {words}", write(was), write(now), _share(was, now))


def _stack(side: Side) -> list[Located]:
    """All layers of the model, without `trainable = true`, which only one of the two lists has."""
    rows = [row for key in ("preprocessing", "layers") for row in located(key, side.values.get(key, []))]
    return [Located(where, {key: value for key, value in entry.items() if (key, value) != ("trainable", True)}) for where, entry in rows]


def _plans(before: Side, after: Side) -> tuple[Plan, Plan]:
    """The plans with the sizes of the data where both sides know them; else both without."""
    if before.measured_plan is not None and after.measured_plan is not None:
        return before.measured_plan, after.measured_plan
    return before.planned, after.planned


def _follows(plans: tuple[Plan, Plan], couple: Couple) -> tuple[bool, str]:
    """Whether a layer gives another shape, and what becomes of its output and parameters in words."""
    one, other = _planned(plans[0], couple.before), _planned(plans[1], couple.after)
    if one is None or other is None:
        parameters = (one or other or {}).get("parameters")
        return False, f"{grouped(parameters)} parameters" if parameters and couple.differs else ""
    said = []
    if one["output"] != other["output"]:
        said.append(f"output {shape(one['output'])} → {shape(other['output'])}")
    if one["parameters"] != other["parameters"]:
        said.append(f"parameters {grouped(one['parameters'])} → {grouped(other['parameters'])}")
    return one["output"] != other["output"], ", ".join(said)


def _planned(plan: Plan, layer: Located | None) -> Mapping[str, Any] | None:
    return None if layer is None else next((row for row in plan["layers"] if row["path"] == layer.where), None)


def _share(was: int | str, now: int | str) -> str:
    return f"{(now - was) / was:+.0%}" if isinstance(was, int) and isinstance(now, int) and was else ""
