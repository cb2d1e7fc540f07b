"""The values of a spec after inheritance (`extends`) and overrides (`--set`), each knowing where it came from."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath, Place, Refused
from specbuild.checking.document.address import address, index_of
from specbuild.checking.document.document import Document
from specbuild.checking.document.override import Override
from specbuild.checking.suggest import did_you_mean

Source = Document | Override
Origins = dict[KeyPath, tuple[Source, KeyPath]]


@dataclass(frozen=True)
class Resolved:
    """A spec's values, merged.

    Attributes:
        main: The document that was asked for.
        values: Its values, with what it inherits and what the command line sets.
        origins: For a value that does not stand in `main` at its own path: its source, and its path there. A path that is not
            listed comes from where the nearest listed beginning of it comes from.
        documents: Every file that was read, the one asked for first.
    """

    main: Document
    values: dict[str, Any]
    origins: Origins = field(default_factory=dict)
    documents: tuple[Document, ...] = ()

    def origin(self, path: KeyPath) -> tuple[Source, KeyPath]:
        """The source of a value, and its path there."""
        for depth in range(len(path), -1, -1):
            if path[:depth] in self.origins:
                source, there = self.origins[path[:depth]]
                return source, there + path[depth:]
        return self.main, path

    def place(self, path: KeyPath, about: str = "value") -> Place:
        """Where a value is written; for one that is not, the nearest thing around it that is."""
        source, there = self.origin(path)
        return source.place(there, about)

    def placed(self, finding: Finding) -> Finding:
        """A finding that knows where it stands."""
        return finding if finding.place else finding.placed(self.place(finding.path, finding.about))


def resolve(document: Document, overrides: Sequence[Override] = ()) -> Resolved:
    """Apply inheritance, then the overrides of the command line in their order.

    Raises:
        Refused: a base is missing, cannot be read or extends itself; something to unset or to address is not there.
    """
    resolved = _inherit(document, ())
    if not overrides:
        return resolved
    values, origins = copy.deepcopy(resolved.values), dict(resolved.origins)
    problems: list[Finding] = []
    for override in overrides:
        _set(values, origins, override, problems)
    if problems:
        raise Refused(*problems)
    return Resolved(document, values, origins, resolved.documents)


def _inherit(document: Document, above: tuple[Path, ...]) -> Resolved:
    extends = document.values.get("extends")
    if not isinstance(extends, str):  # a wrong type is the grammar's to refuse
        return Resolved(document, document.values, {}, (document,))
    here = Path(document.file)
    file = here.parent / extends
    chain = (*above, here.resolve())
    if file.resolve() in chain:
        raise Refused(_about_base(document, f"`{extends}` extends itself", "a base may not come back to the file that extends it"))
    try:
        base = _inherit(Document.read(file), chain)
    except Refused as refused:
        if any(finding.code == "D001" for finding in refused.findings):
            near = did_you_mean(file.name, [path.name for path in sorted(file.parent.glob("*.toml"))])
            raise Refused(_about_base(document, f"there is no base `{extends}`", f"the path is relative to this file; {near}")) from refused
        raise
    return _merge(base, document)


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
                _replace(values, key, value, here, origins, (child, below))
            else:
                origins[here] = (child, below)
                _overlay(old, here, value, below, child, origins, problems)
        elif isinstance(value, Mapping) and isinstance(old, list) and _is_entries(old):
            _overlay_named(old, here, value, below, child, origins, problems)
        else:
            _replace(values, key, value, here, origins, (child, below))


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


def _replace(values: Any, key: str | int, value: Any, path: KeyPath, origins: Origins, origin: tuple[Source, KeyPath]) -> None:
    for old in [known for known in origins if known[: len(path)] == path]:
        del origins[old]
    values[key] = copy.deepcopy(value)
    origins[path] = origin


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
    _replace(holder, last, override.value, (*path, last), origins, (override, ()))


def _nothing_there(override: Override, part: str, holder: Any) -> Finding:
    names = [str(item["name"]) for item in holder if isinstance(item, Mapping) and "name" in item] if isinstance(holder, list) else []
    numbers = f"numbers from 0 to {len(holder) - 1}" if isinstance(holder, list) and holder else "nothing"
    help_ = did_you_mean(part, names) if names else f"there is {numbers} here"
    return Finding("D007", (), f"`--set {override.text}`: there is no `{part}` to set", help=help_, place=override.place())
