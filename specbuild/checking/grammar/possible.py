"""What could stand at a key path of a spec: the keys of a table, the words of a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from specbuild.catalogue import read
from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.grammar.entries import OPTIONS
from specbuild.checking.grammar.kinds import Kind
from specbuild.checking.grammar.tables.spec import SpecTable


def keys(values: Any, path: KeyPath) -> tuple[str, ...]:
    """The keys that the table at a path can have; empty where it is not a table, or takes any key."""
    node, value = _walk(values, path)
    return tuple(node.keys(value)) if node else ()


def words(values: Any, path: KeyPath) -> tuple[str, ...]:
    """The words that the value at a path can be; empty where it is free."""
    node, _ = _walk(values, path)
    return tuple(node.words()) if node else ()


def table(values: Any, path: KeyPath) -> str | None:
    """The table of the catalogue that an entry at a path comes from; None where no entry stands there."""
    node, _ = _walk(values, path)
    return node.table if isinstance(node, _Entry) else None


class _Node:
    """One place of the language; a place that says nothing of what stands there."""

    def keys(self, value: Any) -> Iterable[str]:
        return ()

    def words(self) -> Iterable[str]:
        return ()

    def below(self, part: str | int, value: Any) -> _Node | None:
        return None


@dataclass(frozen=True)
class _Model(_Node):
    model: type[BaseModel]

    def keys(self, value: Any) -> Iterable[str]:
        return self.model.model_fields

    def below(self, part: str | int, value: Any) -> _Node | None:
        field = self.model.model_fields.get(str(part))
        if field is None:
            return None
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        if "entries" in extra:
            return _Entries(str(extra["entries"]))
        if "entry" in extra:
            return _Entry(str(extra["entry"]))
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            return _Model(field.annotation)
        return _Words(tuple(_literals(field.annotation)))


@dataclass(frozen=True)
class _Words(_Node):
    known: tuple[str, ...]

    def words(self) -> Iterable[str]:
        return self.known


@dataclass(frozen=True)
class _Entries(_Node):
    table: str

    def below(self, part: str | int, value: Any) -> _Node | None:
        return _Entry(self.table)


@dataclass(frozen=True)
class _Entry(_Node):
    table: str
    only: tuple[str, ...] | None = None

    def words(self) -> Iterable[str]:
        catalogue = read.table(self.table)
        return self.only or (*catalogue, *catalogue.aliases)

    def keys(self, value: Any) -> Iterable[str]:
        options = OPTIONS[self.table].model_fields if self.table in OPTIONS else ()
        known = _entry(self.table, value)
        return ("type", *(known.arguments if known else ()), *options)

    def below(self, part: str | int, value: Any) -> _Node | None:
        if part == "type":
            return _Words(tuple(self.words()))
        known = _entry(self.table, value)
        return _Kinds(known.arguments[str(part)].kinds) if known and part in known.arguments else None


@dataclass(frozen=True)
class _Kinds(_Node):
    kinds: Sequence[Kind]

    def words(self) -> Iterable[str]:
        for kind in self.kinds:
            yield from kind.get("enum", ())
            if "unknown" in kind:
                yield kind["unknown"]
            if "table" in kind:
                yield from _of_table(kind).words()

    def keys(self, value: Any) -> Iterable[str]:
        return next((tuple(_of_table(kind).keys(value)) for kind in self.kinds if "table" in kind), ())

    def below(self, part: str | int, value: Any) -> _Node | None:
        for kind in self.kinds:
            if isinstance(part, str) and "table" in kind:
                return _of_table(kind).below(part, value)
            if isinstance(part, int) and "list_of" in kind:
                return _Entry(str(kind["list_of"]))
            if isinstance(part, int) and isinstance(kind.get("items"), Mapping):
                return _Kinds(kind["items"].get("anyOf", [kind["items"]]))
        return None


def _of_table(kind: Kind) -> _Entry:
    return _Entry(str(kind["table"]), tuple(kind["of"]) if kind.get("of") else None)


def _entry(table: str, value: Any) -> Any:
    catalogue = read.table(table)
    name = value.get("type") if isinstance(value, Mapping) else value
    return catalogue.get(catalogue.aliases.get(name, name)) if isinstance(name, str) else None


def _literals(annotation: Any) -> Iterable[str]:
    if get_origin(annotation) is Literal:
        yield from (word for word in get_args(annotation) if isinstance(word, str))
    else:
        for inner in get_args(annotation):
            yield from _literals(inner)


def _walk(values: Any, path: KeyPath) -> tuple[_Node | None, Any]:
    node: _Node | None = _Model(SpecTable)
    for part in path:
        if node is None:
            return None, None
        node = node.below(part, values)
        inside = (isinstance(values, Mapping) and part in values) or (
            isinstance(values, list) and isinstance(part, int) and part < len(values)
        )
        values = values[part] if inside else None
    return node, values
