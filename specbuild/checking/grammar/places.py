"""The places of the language: the keys and words that each can have, and the place that stands below each key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from specbuild.catalogue import read
from specbuild.catalogue.entry import Argument
from specbuild.catalogue.entry import Entry as CatalogueEntry
from specbuild.checking.grammar.entries import OPTIONS
from specbuild.checking.grammar.fields import kinds_of
from specbuild.checking.grammar.kinds_in_words import Kind
from specbuild.checking.grammar.tables.spec import SpecTable
from specbuild.checking.grammar.turns import inside
from specbuild.checking.grammar.words import words as words_of_field


class Meaning(NamedTuple):
    """What a key means.

    Attributes:
        doc: Its documentation.
        kinds: What its value can be, see `specbuild.catalogue.entry.Argument`; empty for a table of the language.
        none: Whether the word "none" can stand there.
        required: Whether it has to be given.
        default: Its default, where it has one that can be shown; None otherwise.
    """

    doc: str
    kinds: Sequence[Kind]
    none: bool = False
    required: bool = False
    default: Any = None


class Node:
    """One place of the language; a place that says nothing of what stands there.

    Attributes:
        table: The table of the catalogue that an entry here comes from; None where no entry stands here.
    """

    table: str | None = None

    def keys(self, value: Any) -> Iterable[str]:
        """The keys that a table here can have."""
        return ()

    def words(self) -> Iterable[str]:
        """The words that a value here can be."""
        return ()

    def below(self, part: str | int, value: Any) -> Node | None:
        """The place that a key or an index of the value leads to."""
        return None

    def meaning(self, key: str, value: Any) -> Meaning | None:
        """What a key of a table here means."""
        return None

    def entry(self, value: Any) -> CatalogueEntry | None:
        """The entry of the catalogue that the value names."""
        return None


@dataclass(frozen=True)
class _Model(Node):
    model: type[BaseModel]

    def meaning(self, key: str, value: Any) -> Meaning | None:
        field = self.model.model_fields.get(key)
        if field is None:
            return None
        default = field.default if isinstance(field.default, bool | int | float | str) else None
        return Meaning(words_of_field(self.model, key), kinds_of(field), False, field.is_required(), default)

    def keys(self, value: Any) -> Iterable[str]:
        return self.model.model_fields

    def below(self, part: str | int, value: Any) -> Node | None:
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
class _Words(Node):
    known: tuple[str, ...]

    def words(self) -> Iterable[str]:
        return self.known


@dataclass(frozen=True)
class _Entries(Node):
    of: str

    def below(self, part: str | int, value: Any) -> Node | None:
        return _Entry(self.of)


@dataclass(frozen=True)
class _Entry(Node):
    table: str
    only: tuple[str, ...] | None = None

    def words(self) -> Iterable[str]:
        catalogue = read.table(self.table)
        return self.only or (*catalogue, *catalogue.aliases)

    def keys(self, value: Any) -> Iterable[str]:
        options = OPTIONS[self.table].model_fields if self.table in OPTIONS else ()
        known = _entry(self.table, value)
        return ("type", *(known.arguments if known else ()), *options)

    def entry(self, value: Any) -> CatalogueEntry | None:
        return _entry(self.table, value)

    def meaning(self, key: str, value: Any) -> Meaning | None:
        known = self.entry(value)
        if key == "type":
            return Meaning(known.doc if known else f"One of the {self.table}.", [{"table": self.table}], required=True)
        if known and key in known.arguments:
            argument = known.arguments[key]
            return Meaning(argument.doc, argument.kinds, argument.none, argument.required, argument.default)
        return _Model(OPTIONS[self.table]).meaning(key, value) if self.table in OPTIONS else None

    def below(self, part: str | int, value: Any) -> Node | None:
        if part == "type":
            return _Words(tuple(self.words()))
        known = _entry(self.table, value)
        if known and "turns" in known.facts and part == known.facts["turns"]["values"]:
            return _Turns(value.get(known.facts["turns"]["entries"]))
        return _Kinds(known.arguments[str(part)].kinds) if known and part in known.arguments else None


@dataclass(frozen=True)
class _Turns(Node):
    """What `each` of a `Repeat` can hold: arguments and names of the layers inside."""

    layers: Any

    def keys(self, value: Any) -> Iterable[str]:
        found = inside(self.layers, ())
        names = [str(one.raw["name"]) for one in found if isinstance(one.raw.get("name"), str)]
        return dict.fromkeys([*(argument for one in found for argument in one.known.arguments), *names])

    def meaning(self, key: str, value: Any) -> Meaning | None:
        found = inside(self.layers, ())
        if any(one.raw.get("name") == key for one in found):
            return Meaning(f"What the layer with the name `{key}` gets, a value for each turn.", ())
        return next((_a_turn(one.known.arguments[key]) for one in found if key in one.known.arguments), None)

    def below(self, part: str | int, value: Any) -> Node | None:
        named = [one for one in inside(self.layers, ()) if one.raw.get("name") == part]
        return _Gifts(named[0].known) if len(named) == 1 else None


@dataclass(frozen=True)
class _Gifts(Node):
    """What `each` of a `Repeat` gives to one layer, under its name."""

    known: CatalogueEntry

    def keys(self, value: Any) -> Iterable[str]:
        return self.known.arguments

    def meaning(self, key: str, value: Any) -> Meaning | None:
        return _a_turn(self.known.arguments[key]) if key in self.known.arguments else None


def _a_turn(argument: Argument) -> Meaning:
    return Meaning(f"{argument.doc}\n\nA list with a value for each turn.", [{"type": "array", "items": {"anyOf": list(argument.kinds)}}])


@dataclass(frozen=True)
class _Kinds(Node):
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

    def entry(self, value: Any) -> CatalogueEntry | None:
        return next((_of_table(kind).entry(value) for kind in self.kinds if "table" in kind), None)

    def meaning(self, key: str, value: Any) -> Meaning | None:
        return next((_of_table(kind).meaning(key, value) for kind in self.kinds if "table" in kind), None)

    def below(self, part: str | int, value: Any) -> Node | None:
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


def _entry(table: str, value: Any) -> CatalogueEntry | None:
    catalogue = read.table(table)
    name = value.get("type") if isinstance(value, Mapping) else value
    return catalogue.get(catalogue.aliases.get(name, name)) if isinstance(name, str) else None


def _literals(annotation: Any) -> Iterable[str]:
    if get_origin(annotation) is Literal:
        yield from (word for word in get_args(annotation) if isinstance(word, str))
    else:
        for inner in get_args(annotation):
            yield from _literals(inner)


SPEC: Node = _Model(SpecTable)
