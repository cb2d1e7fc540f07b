"""The step of the plan for each entry of a document that may have changed since it was planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.plan.plan import Plan, Step
from specbuild.editor.documents import Planned


def steps(planned: Planned, values: Mapping[str, Any]) -> dict[KeyPath, Step]:
    """Steps of the plan by the key paths of the entries as they stand now.

    Where the plan is an older one, an entry has its step if all entries of its list before it, or all behind it, are the same types as
    then: what was inserted or removed between them does not change what is told of the others.
    """
    found = {step.path: step for step in planned.plan.steps}
    if planned.values is values:
        return found
    moved: dict[KeyPath, Step] = {}
    for key in ("preprocessing", "layers"):
        now, then = _types(values.get(key)), _types(planned.values.get(key))
        for index in range(len(now)):
            old = _old_index(index, now, then)
            if old is not None and (key, old) in found:
                moved[(key, index)] = found[(key, old)]
    return moved


def parameters(plan: Plan) -> int | None:
    """All parameters of a plan; None where some are not known."""
    counts = [step.parameters for step in plan.steps]
    known = [count for count in counts if isinstance(count, int)]
    return sum(known) if len(known) == len(counts) else None


def _old_index(index: int, now: Sequence[str], then: Sequence[str]) -> int | None:
    if now[: index + 1] == then[: index + 1]:
        return index
    behind = len(now) - index
    return len(then) - behind if behind <= len(then) and now[index:] == then[len(then) - behind :] else None


def _types(entries: Any) -> list[str]:
    return [str(entry.get("type")) if isinstance(entry, Mapping) else str(entry) for entry in entries] if isinstance(entries, list) else []
