"""What `extends` brings into a spec, what `unset` takes out again, and how the spec's own values lie over the rest."""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath, Refused
from specbuild.checking.document.address import address
from specbuild.checking.document.document import Document
from specbuild.checking.document.resolved import Origins, Resolved, put
from specbuild.checking.suggest import did_you_mean


def inherit(document: Document, above: tuple[str, ...] = ()) -> Resolved:
    """The values of a document laid over those of the file that it extends, and of what that one extends.

    Args:
        document: What was read.
        above: The files that extend it, the one asked for first.

    Raises:
        Refused: a base is missing, cannot be read or extends itself; something to unset is not there.
    """
    extends = document.values.get("extends")
    if not isinstance(extends, str):  # a wrong type is the grammar's to refuse
        if extends is None and "unset" in document.values:
            message, help_ = "`unset` takes away from a base, and nothing is extended here", 'remove it, or add `extends = "..."`'
            raise Refused(Finding("D006", ("unset",), message, help=help_, place=document.place(("unset",))))
        return Resolved(document, document.values, {}, (document,))
    here = Path(document.file)
    file = here.parent / extends
    chain = (*above, os.path.realpath(here))
    try:
        read = Document.read(file)  # first: of what cannot be read, it cannot be asked either where it leads
        if os.path.realpath(file) in chain:
            raise Refused(_about_base(document, f"`{extends}` extends itself", "a base may not come back to the file that extends it"))
        base = inherit(read, chain)
    except Refused as refused:
        wrong = next((finding for finding in refused.findings if finding.code == "D001"), None)
        if wrong and _is_there(file):
            raise Refused(_about_base(document, f"the base {wrong.message}", "the path is relative to this file")) from refused
        if wrong:
            near = did_you_mean(file.name, [path.name for path in sorted(file.parent.glob("*.toml"))])
            raise Refused(_about_base(document, f"there is no base `{extends}`", f"the path is relative to this file; {near}")) from refused
        raise
    return _merge(base, document)


def _is_there(file: Path) -> bool:
    try:
        return os.path.lexists(file)
    except ValueError:  # the character 0
        return False


def _about_base(document: Document, message: str, help_: str) -> Finding:
    return Finding("D005", ("extends",), message, help=help_, place=document.place(("extends",)))


def _merge(base: Resolved, child: Document) -> Resolved:
    values = copy.deepcopy(base.values)
    origins: Origins = {(): (child, ())}
    for path in _paths(values):
        origins[path] = base.origin(path)
    problems: list[Finding] = []
    _unset(values, origins, child, problems)
    own = {key: value for key, value in child.values.items() if key not in ("extends", "unset")}
    _overlay(values, (), own, (), child, origins, problems)
    for key in ("extends", "unset"):
        values.pop(key, None)
    if problems:
        raise Refused(*problems)
    return Resolved(child, values, origins, (child, *base.documents))


def _paths(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    inside: Any = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in inside for found in ((*path, key), *_paths(item, (*path, key)))]


def _unset(values: dict[str, Any], origins: Origins, child: Document, problems: list[Finding]) -> None:
    unset = child.values.get("unset", [])
    for index, dots in enumerate(unset if isinstance(unset, list) else []):
        holder, path = values, address(values, str(dots).split("."))
        if path is None:
            problems.append(
                Finding("D006", ("unset", index), f"`{dots}` is not inherited, so it cannot be unset", help="remove it from `unset`",
                        place=child.place(("unset", index)))
            )  # fmt: skip
            continue
        for part in path[:-1]:
            holder = holder[part]  # type: ignore[index]
        del holder[path[-1]]  # type: ignore[arg-type]
        if isinstance(holder, list):
            _shift(origins, path)


def _shift(origins: Origins, removed: KeyPath) -> None:
    """After an item of an array is gone, the ones behind it stand one place further up."""
    depth, index = len(removed) - 1, removed[-1]
    for path in sorted((p for p in origins if p[:depth] == removed[:-1] and len(p) > depth and p[depth] >= index), key=str):  # type: ignore[operator]
        source = origins.pop(path)
        if path[depth] != index:
            origins[(*path[:depth], path[depth] - 1, *path[depth + 1 :])] = source  # type: ignore[operator]


def _overlay(
    values: dict[str, Any],
    path: KeyPath,
    new: Mapping[str, Any],
    there: KeyPath,
    child: Document,
    origins: Origins,
    problems: list[Finding],
) -> None:
    for key, value in new.items():
        here, below = (*path, key), (*there, key)
        old = values.get(key)
        if isinstance(value, Mapping) and isinstance(old, dict):
            if _is_another_type(old, value):
                put(values, key, value, here, origins, (child, below))
            else:
                origins[here] = (child, below)
                _overlay(old, here, value, below, child, origins, problems)
        elif isinstance(value, Mapping) and isinstance(old, list) and _is_entries(old):
            _overlay_named(old, here, value, below, child, origins, problems)
        else:
            put(values, key, value, here, origins, (child, below))


def _is_another_type(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """A table with another `type` is another thing, whose arguments are not those of the old one."""
    return "type" in new and "type" in old and new["type"] != old["type"]


def _is_entries(value: list[Any]) -> bool:
    return all(isinstance(item, dict) for item in value)


def _overlay_named(
    entries: list[dict[str, Any]], path: KeyPath, new: Mapping[str, Any], there: KeyPath, child: Document, origins: Origins,
    problems: list[Finding],
) -> None:  # fmt: skip
    """`[layers.head]` in a spec that extends another changes the entry with the name `head`."""
    named = {entry["name"]: index for index, entry in enumerate(entries) if isinstance(entry.get("name"), str)}
    for name, value in new.items():
        if name not in named or not isinstance(value, Mapping):
            problems.append(
                Finding("D006", (*there, name), f"no inherited entry of `{path[-1]}` has the name `{name}`", help=did_you_mean(name, named),
                        place=child.place((*there, name), "key"))
            )  # fmt: skip
            continue
        entry, here = entries[named[name]], (*path, named[name])
        if _is_another_type(entry, value):
            entry.clear()
            entry["name"] = name
        _overlay(entry, here, value, (*there, name), child, origins, problems)
