"""The language's own tables as schemas: what they take and say, and, apart from that, what they may not leave out."""

from __future__ import annotations

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from specbuild.checking.grammar.fields import kinds_of, table_of
from specbuild.checking.grammar.words import words
from specbuild.showing.schema.entries import one_of
from specbuild.showing.schema.kinds import checked
from specbuild.showing.schema.names import Schema, complete, ref, silently, union


def taken(model: type[BaseModel]) -> Schema:
    """A table of the language, strict in its keys and values; it demands no key."""
    return {
        "type": "object",
        "properties": {name: {**_value(field), **_told(model, name, field)} for name, field in model.model_fields.items()},
        "additionalProperties": False,
    }


def _value(field: FieldInfo) -> Schema:
    model = table_of(field)
    if model:
        return taken(model)
    kinds = kinds_of(field)
    if "table" in kinds[0]:
        return one_of(str(kinds[0]["table"]))  # not by reference: in draft 7 nothing may stand beside one, and Tombi would not narrow
    if "list_of" not in kinds[0]:
        return checked(kinds)
    least = next((bound.min_length for bound in field.metadata if hasattr(bound, "min_length")), None)
    # A table of entries by their names may stand for a list in a spec that extends another; `demanded` refuses it elsewhere.
    return {**checked(kinds), "type": ["array", "object"], **({"minItems": least} if least else {})}


def _told(model: type[BaseModel], name: str, field: FieldInfo) -> Schema:
    default = field.default if isinstance(field.default, int | float | str) else None
    return {"description": words(model, name), **({} if default is None else {"default": default})}


def demanded(model: type[BaseModel]) -> Schema:
    """What a table of the language may not leave out, where it inherits nothing."""
    inside = {name: demand for name, field in model.model_fields.items() if (demand := _demanded(field))}
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    found: Schema = {"required": required} if required else {}
    if inside:
        found["properties"] = inside
    return silently(found) if found else {}


def _demanded(field: FieldInfo) -> Schema:
    model = table_of(field)
    if model:
        return demanded(model)
    kind = kinds_of(field)[0]
    if "list_of" in kind:
        return {"type": "array"}
    return ref(complete(str(kind["table"]))) if "table" in kind else {}


def addressed(model: type[BaseModel]) -> Schema:
    """What a spec that extends another may write in the place of a list: entries by their names."""
    inside = {}
    for name, field in model.model_fields.items():
        inner = table_of(field)
        if inner and (found := addressed(inner)):
            inside[name] = found
        elif not inner and "list_of" in kinds_of(field)[0]:
            inside[name] = {"additionalProperties": ref(union(str(kinds_of(field)[0]["list_of"])))}
    return silently({"properties": inside}) if inside else {}
