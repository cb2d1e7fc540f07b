"""Inheritance (`extends`), then what the command line sets (`--set`)."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.document.address import index_of
from specbuild.checking.document.document import Document
from specbuild.checking.document.override import Override
from specbuild.checking.document.resolved import Origins, Resolved, put
from specbuild.checking.suggest import did_you_mean

OF_THE_FILE = frozenset({"extends", "unset"})  # said before anything else is known, so that nothing can be set about them


def resolve(document: Document, overrides: Sequence[Override] = ()) -> Resolved:
    """Apply inheritance, then the overrides of the command line in their order.

    Raises:
        Refused: a base is missing, cannot be read or extends itself; something to unset or to address is not there.
    """
    resolved = Resolved(document, document.values, {}, (document,))
    if OF_THE_FILE & document.values.keys():
        from specbuild.checking.document.inherit import inherit  # few specs extend another

        resolved = inherit(document)
    if not overrides:
        return resolved
    values, origins = copy.deepcopy(resolved.values), dict(resolved.origins)
    problems: list[Finding] = []
    for override in overrides:
        if override.keys[0] in OF_THE_FILE:
            problems.append(_too_late(override))
            continue
        _set(values, origins, override, problems)
    if problems:
        raise Refused(*problems)
    return Resolved(document, values, origins, resolved.documents)


def _set(values: dict[str, Any], origins: Origins, override: Override, problems: list[Finding]) -> None:
    holder: Any = values
    path: list[str | int] = []
    for depth, part in enumerate(override.keys[:-1]):
        if isinstance(holder, list):
            found = index_of(holder, part)
        else:
            found = part  # type: ignore[assignment]
            if isinstance(holder, dict) and isinstance(holder.get(part), str) and depth:
                # `optimizer = "Adam"` is short for a table with that type, so its arguments can be set.
                holder[part] = {"type": holder[part]}
            if isinstance(holder, dict):
                holder.setdefault(part, {})
        if found is None or not isinstance(holder, dict | list):
            problems.append(_nothing_there(override, part, holder))
            return
        path.append(found)
        holder = holder[found]
    last: str | int | None = override.keys[-1]
    if isinstance(holder, list):
        last = index_of(holder, str(last))
    if last is None or not isinstance(holder, dict | list):
        problems.append(_nothing_there(override, override.keys[-1], holder))
        return
    put(holder, last, override.value, (*path, last), origins, (override, ()))


def _too_late(override: Override) -> Finding:
    message = f"`--set {override.text}`: what a spec starts from stands in its file"
    help_ = f"write `{override.keys[0]}` into a spec of its own, and name that"
    return Finding("D007", (), message, help=help_, place=override.place(about="key"))


def _nothing_there(override: Override, part: str, holder: Any) -> Finding:
    names = [str(item["name"]) for item in holder if isinstance(item, Mapping) and "name" in item] if isinstance(holder, list) else []
    numbers = f"numbers from 0 to {len(holder) - 1}" if isinstance(holder, list) and holder else "nothing"
    help_ = did_you_mean(part, names) if names else f"there is {numbers} here"
    return Finding("D007", (), f"`--set {override.text}`: there is no `{part}` to set", help=help_, place=override.place())
