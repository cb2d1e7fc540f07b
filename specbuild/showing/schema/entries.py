"""The entries of the catalogue as definitions: what each takes, what editors show of it, and "one of them" by its `type`.

This is the form in which Taplo and Tombi both point at the mistake itself, complete and explain:

* `then` of the union decides what is an error. Of the rules in its `allOf` only the one that `type` names applies, so each error stands at
  its own key. The `if` in front is always true: its `additionalProperties` tells Tombi that other keys are accounted for, and what stands
  behind `then` stays out of Taplo's completion.
* `anyOf` of the union, made always true by its last branch, is what editors complete from and hover on. Its branches demand the `type`
  only, so that Tombi knows which one is meant while the table is still being written.
* `items`, pointing at the union itself, means nothing for a table; Taplo repeats the index when it looks up a key in `[[layers]]`.
* What may not be left out is said in a definition of its own, since an entry that changes an inherited one need not repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from specbuild.catalogue import read
from specbuild.catalogue.entry import Argument, Entry
from specbuild.checking.grammar.entries import OPTIONS
from specbuild.checking.grammar.fields import kinds_of
from specbuild.checking.grammar.words import words
from specbuild.showing.schema.kinds import checked, needed, shown
from specbuild.showing.schema.names import Only, Schema, complete, listed, ref, short_forms, silently, spellings, types, union


def definitions(table: str) -> dict[str, Schema]:
    """Every definition that a table of the catalogue makes."""
    found: dict[str, Schema] = {}
    for only in (None, *_restrictions(table)):
        found[union(table, only)] = one_of(table, only)
        found[complete(table, only)] = _complete(table, only)
        if _may_be_none(table, only):
            found[union(table, only, none=True)] = one_of(table, only, none=True)
    found[listed(table)] = _listed(table)
    for entry in read.table(table).values():
        found[f"{table}.{entry.name}"] = _checked(entry)
        found[f"{table}.{entry.name}.shown"] = _shown(entry)
    return found


def _arguments() -> Iterator[Argument]:
    return (argument for name in read.names() for entry in read.table(name).values() for argument in entry.arguments.values())


def _restrictions(table: str) -> Sequence[Sequence[str]]:
    """The parts of a table that some argument takes alone."""
    parts = {tuple(kind["of"]) for argument in _arguments() for kind in argument.kinds if kind.get("table") == table and kind.get("of")}
    return sorted(parts)


def _may_be_none(table: str, only: Only) -> bool:
    """Whether some argument takes "none" in the place of one of these."""
    return any(
        argument.none and any(kind.get("table") == table and _part(kind) == _part({"of": only}) for kind in argument.kinds)
        for argument in _arguments()
    )


def _part(kind: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(kind.get("of") or ())


def one_of(table: str, only: Only = None, *, none: bool = False) -> Schema:
    """One of the entries of a table: its name alone, or a table with its `type`."""
    names = list(only or read.table(table))
    name = union(table, only, none=none)
    short = [*short_forms(table, only), *(["none"] if none else [])]
    return {
        "type": ["object", "string"] if short else "object",
        "anyOf": [*([{"enum": short}] if short else []), *(ref(f"{table}.{one}.shown") for one in names), True],
        "if": {"additionalProperties": True},
        "then": {
            "properties": {"type": {"enum": types(table, only)}},
            "additionalProperties": True,
            "allOf": [
                *([{"if": {"type": "string"}, "then": {"enum": short}}] if short else []),
                _without_type(table, names),
                *(_when(table, one, ref(f"{table}.{one}")) for one in names),
            ],
        },
        "items": ref(name),
        "x-taplo": {"docs": {"main": ""}},
    }


def _listed(table: str) -> Schema:
    """The same in a list, where it has to be complete."""
    loose = one_of(table)
    return {
        **loose,
        "then": {**loose["then"], "allOf": [*loose["then"]["allOf"], ref(complete(table))]},
        "items": ref(listed(table)),
    }


def _when(table: str, name: str, then: Schema) -> Schema:
    words_ = spellings(table, name)
    meant = {"const": name} if len(words_) == 1 else {"enum": words_}
    return {"if": {"type": "object", "properties": {"type": meant}, "required": ["type"], "additionalProperties": True}, "then": then}


def _without_type(table: str, names: list[str]) -> Schema:
    """An entry that changes an inherited one may leave its `type` out, but has no key that no entry has."""
    catalogue = read.table(table)
    keys = sorted({key for name in names for key in catalogue[name].arguments} | set(_options(table)))
    return {
        "if": {"required": ["type"], "additionalProperties": True},
        "else": {"properties": dict.fromkeys(("type", *keys), True), "additionalProperties": False},
    }


def _complete(table: str, only: Only) -> Schema:
    """What an entry of a table may not leave out: its `type`, its required arguments, and the same of the tables inside it."""
    names = list(only or read.table(table))
    needs = {name: _needs(read.table(table)[name]) for name in names}
    return silently({"required": ["type"], "allOf": [_when(table, name, need) for name, need in needs.items() if need]})


def _needs(entry: Entry) -> Schema:
    inside = {argument.name: need for argument in entry.arguments.values() if (need := needed(argument))}
    found: Schema = {"required": list(entry.required)} if entry.required else {}
    if inside:
        found["properties"] = inside
    return silently(found) if found else {}


def _options(table: str) -> dict[str, Schema]:
    """What belongs to specbuild and not to the entry itself: `name`, `probability` ..."""
    if table not in OPTIONS:
        return {}
    return {name: checked(kinds_of(field)) for name, field in OPTIONS[table].model_fields.items()}


def _checked(entry: Entry) -> Schema:
    """What an entry takes; it demands no key, see `_complete`."""
    arguments = {argument.name: checked(argument.kinds, none=argument.none) for argument in entry.arguments.values()}
    return {
        "type": "object",
        "properties": {"type": {"enum": spellings(entry.table, entry.name)}, **_options(entry.table), **arguments},
        "additionalProperties": False,
    }


def _shown(entry: Entry) -> Schema:
    """What editors offer and explain of an entry."""
    text = explained(entry)
    options = {
        name: {**shown(kinds_of(field)), "description": words(OPTIONS[entry.table], name)}
        for name, field in (OPTIONS[entry.table].model_fields if entry.table in OPTIONS else {}).items()
    }
    return {
        "type": "object",
        "title": entry.name,
        "description": text,
        "required": ["type"],
        "properties": {
            "type": {"const": entry.name, "description": text, "x-taplo": {"docs": {"main": "", "constValue": text}}},
            **{name: _argument(argument) for name, argument in entry.arguments.items()},
            **{name: schema for name, schema in options.items() if name not in entry.arguments},
        },
        "x-taplo": {"docs": {"main": ""}},
    }


def _argument(argument: Argument) -> Schema:
    default = {} if argument.required else {"default": "none" if argument.default is None else argument.default}
    return {**shown(argument.kinds, none=argument.none), "description": argument.doc, **default}


def explained(entry: Entry) -> str:
    """What an entry does, with a link to its page."""
    return f"{entry.doc}\n\n[Documentation of {entry.name}]({entry.url})" if entry.url else entry.doc
