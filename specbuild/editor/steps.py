"""The steps of the plan for each entry of a document that may have changed since it was planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.plan.plan import Plan, Step
from specbuild.editor.documents import Planned

Turns = tuple[Step, ...]  # the steps of one entry: one for each turn of the layers around it, which repeat it


def steps(planned: Planned, values: Mapping[str, Any]) -> dict[KeyPath, Turns]:
    """Steps of the plan by the key paths of the entries as they stand now, those inside others too.

    Where the plan is an older one, an entry has its steps if all entries of its list before it, or all behind it, are the same types as
    then, and so for every list around it: what was inserted or removed between them does not change what is told of the others.
    """
    found: dict[KeyPath, Turns] = {}
    for step in _all((*planned.plan.steps, *planned.plan.begun)):
        found[step.path] = (*found.get(step.path, ()), step)
    if planned.values is values:
        return found
    moved = ((_now(path, planned.values, values), turns) for path, turns in found.items())
    return {path: turns for path, turns in moved if path is not None}


def parameters(plan: Plan) -> int | None:
    """All parameters of a plan; None where some are not known."""
    counts = [step.parameters for step in plan.steps]
    known = [count for count in counts if isinstance(count, int)]
    return sum(known) if len(known) == len(counts) else None


def _all(outer: Iterable[Step]) -> Iterator[Step]:
    """Steps and those inside them, in the order of the data."""
    for step in outer:
        yield step
        for strand in step.inside:
            yield from _all(strand)


def _now(path: KeyPath, then: Any, now: Any) -> KeyPath | None:
    """Where an entry stands now; None where that cannot be told."""
    moved: list[str | int] = []
    for part in path:
        at: str | int | None = part
        if isinstance(part, int):
            at = _index(part, _types(then), _types(now))
        elif not (isinstance(now, Mapping) and part in now):
            at = None
        if at is None:
            return None
        moved.append(at)
        then, now = then[part], now[at]
    return tuple(moved)


def _index(old: int, then: Sequence[str], now: Sequence[str]) -> int | None:
    """Where an item of a list is now, by what stands before it or behind it."""
    if now[: old + 1] == then[: old + 1]:
        return old
    behind = len(then) - old
    return len(now) - behind if behind <= len(now) and now[len(now) - behind :] == then[old:] else None


def _types(entries: Any) -> list[str]:
    return [_type(entry) for entry in entries] if isinstance(entries, list) else []


def _type(entry: Any) -> str:
    if isinstance(entry, list):
        return "[]"  # one of several lists of layers: what it holds is compared when the way leads into it
    return str(entry.get("type")) if isinstance(entry, Mapping) else str(entry)
