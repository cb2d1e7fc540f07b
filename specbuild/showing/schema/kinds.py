"""The kinds of the catalogue as JSON Schema: one schema with several types rather than alternatives.

Editors tell of `anyOf` only that nothing in it fits; of `{"type": ["integer", "array"], "minimum": 1}` they tell what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from specbuild.catalogue import read
from specbuild.catalogue.entry import Argument
from specbuild.checking.grammar.kinds_in_words import Kind
from specbuild.showing.schema.names import Schema, complete, listed, ref, short_forms, union

# Keywords that say nothing of other types, so that those of several types can stand side by side.
_HARMLESS = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "minLength", "maxLength", "items", "minItems", "maxItems"}
    | {"uniqueItems", "additionalItems", "additionalProperties"}
)
_NUMBER = r"\d+(\.\d*)?"
_NOT_ZERO = rf"(?=[0.]*[1-9]){_NUMBER}"


def checked(kinds: Sequence[Kind], *, none: bool = False) -> Schema:
    """What a value of these kinds has to be.

    Args:
        kinds: The alternatives, see `specbuild.catalogue.entry.Argument`.
        none: Whether the word "none" may be given.
    """
    table = kinds[0].get("table") if len(kinds) == 1 else None
    if table:
        return ref(union(str(table), kinds[0].get("of"), none=none))
    found: dict[str, list[Schema]] = {}
    for kind in kinds:
        for type_, schema in _by_type(kind).items():
            found.setdefault(type_, []).append(schema)
    if none:
        found.setdefault("string", []).append({"enum": ["none"]})
    return _together({type_: _either(type_, schemas) for type_, schemas in found.items()})


def shown(kinds: Sequence[Kind], *, none: bool = False) -> Schema:
    """What editors offer for a value of these kinds; it refuses nothing but a wrong type."""
    found = _types(kinds, none)
    offered = [{"enum": words}] if (words := _words(kinds, none)) else []
    offered += [_inside(kind) for kind in kinds if "table" in kind]
    lists = [kind for kind in kinds if "list_of" in kind]
    return {
        **({"type": found[0] if len(found) == 1 else found} if found else {}),
        **({"anyOf": [*offered, True]} if offered else {}),
        **({"items": ref(union(str(lists[0]["list_of"])))} if lists else {}),
    }


def _inside(kind: Kind) -> Schema:
    """An entry in an entry: only its types are offered, since Taplo lists the keys of all layers and depths at once, for seconds."""
    names = list(kind.get("of") or read.table(str(kind["table"])))
    return {"type": "object", "required": ["type"], "properties": {"type": {"enum": names}}, "additionalProperties": True}


def needed(argument: Argument) -> Schema | None:
    """What the tables inside an argument may not leave out; None where it holds none. Lists are always complete."""
    tables = [kind for kind in argument.kinds if "table" in kind]
    return ref(complete(str(tables[0]["table"]), tables[0].get("of"))) if tables else None


def _by_type(kind: Kind) -> dict[str, Schema]:
    """A kind as one schema for each JSON type that it takes."""
    if "unknown" in kind:
        return {"string": {"enum": [kind["unknown"]]}}
    if "table" in kind:
        table, only = str(kind["table"]), kind.get("of")
        words = short_forms(table, only)
        return {"object": ref(union(table, only)), **({"string": {"enum": words}} if words else {})}
    if "list_of" in kind:
        least = {"minItems": kind["minItems"]} if "minItems" in kind else {}
        items = union(str(kind["list_of"])) if kind.get("partial") else listed(str(kind["list_of"]))
        return {"array": {"items": ref(items), **least}}
    if "turns_of" in kind:
        turns: Schema = {"type": "array"}
        return {"object": {"additionalProperties": {"type": ["array", "object"], "additionalProperties": turns}}}
    rest = {key: value for key, value in kind.items() if key != "type"}
    if kind["type"] == "number":
        return {"number": rest, "string": {"pattern": f"^{_fraction(kind)}$"}}
    if kind["type"] == "array":
        return {"array": _list(rest)}
    if isinstance(rest.get("additionalProperties"), dict):
        rest["additionalProperties"] = checked(_alternatives(rest["additionalProperties"]))
    return {str(kind["type"]): rest}


def _list(rest: Schema) -> Schema:
    items = rest.get("items", True)
    if isinstance(items, list):
        return {**rest, "items": [checked(_alternatives(item)) for item in items]}
    return rest if items is True else {**rest, "items": checked(_alternatives(items))}


def _alternatives(kind: Kind) -> Sequence[Kind]:
    alternatives: Sequence[Kind] = kind.get("anyOf", [kind])
    return alternatives


def _fraction(kind: Kind) -> str:
    """The pattern of a fraction; without those of the wrong sign, where the bounds say that much."""
    least = max(kind.get("minimum", float("-inf")), kind.get("exclusiveMinimum", float("-inf")))
    sign = "[+-]?" if least < 0 else r"\+?"
    over = _NOT_ZERO if kind.get("exclusiveMinimum") == 0 else _NUMBER
    return rf"\s*{sign}{over}\s*/\s*{_NOT_ZERO}\s*"


def _either(type_: str, schemas: list[Schema]) -> Schema:
    """The alternatives of one type as one schema."""
    if len(schemas) == 1:
        return schemas[0]
    if type_ != "string":
        return {"anyOf": schemas}
    if {} in schemas:
        return {}
    words = [word for schema in schemas for word in schema.get("enum", ())]
    patterns = [schema["pattern"].removeprefix("^").removesuffix("$") for schema in schemas if schema.keys() == {"pattern"}]
    if not patterns and all(schema.keys() == {"enum"} for schema in schemas):
        return {"enum": words}
    if len(patterns) + sum(schema.keys() == {"enum"} for schema in schemas) == len(schemas):
        return {"pattern": f"^(?:{'|'.join([*map(re.escape, words), *patterns])})$"}
    return {"anyOf": schemas}


def _together(found: dict[str, Schema]) -> Schema:
    """One schema for all types; what would speak of the other types too stands behind an `if`."""
    if len(found) == 1:
        return {"type": next(iter(found)), **next(iter(found.values()))}
    plain: Schema = {"type": list(found)}
    guarded = []
    for type_, schema in found.items():
        if schema.keys() <= _HARMLESS and not schema.keys() & plain.keys():
            plain |= schema
        else:
            guarded.append({"if": {"type": type_}, "then": schema})
    return plain | (guarded[0] if len(guarded) == 1 else {"allOf": guarded} if guarded else {})


def _types(kinds: Sequence[Kind], none: bool) -> list[str]:
    found = [type_ for kind in kinds for type_ in _by_type(kind)] + (["string"] if none else [])
    return list(dict.fromkeys(found))


def _words(kinds: Sequence[Kind], none: bool) -> list[Any]:
    words = [word for kind in kinds for word in _offered(kind)]
    return [*words, "none"] if none else words


def _offered(kind: Kind) -> Sequence[Any]:
    if "table" in kind:
        return short_forms(str(kind["table"]), kind.get("of"))
    return [kind["unknown"]] if "unknown" in kind else kind.get("enum", ())
