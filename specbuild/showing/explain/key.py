"""What a key of the language means, whatever spec it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from specbuild.checking.grammar.entries import OPTIONS
from specbuild.checking.grammar.tables.spec import SpecTable
from specbuild.checking.grammar.words import words
from specbuild.showing.explain.value import default_of, entries_in, may_be, table_in


def explain_key(key: str) -> str | None:
    """A key of a table of the language, such as `training.epochs`, or such a table with all of its keys; None where there is no such key.

    Numbers of entries, as in `augmentation.0.probability`, make no difference. What a loader or a layer takes is no key of the
    language: the catalogue explains it (`explain_entry`).
    """
    *above, name = [part for part in key.split(".") if not part.isdecimal()] or [""]
    model = _table(above)
    field = model.model_fields.get(name) if model else None
    if model is None or field is None:
        return None
    inside = table_in(field)
    said = _key(model, key, name, field)
    return "\n\n".join([said, "\n".join(_key(inside, one, one, inner) for one, inner in inside.model_fields.items())]) if inside else said


def _table(parts: Sequence[str]) -> type[BaseModel] | None:
    """The table at a place; for a list of entries, what each of them can carry."""
    model: type[BaseModel] | None = SpecTable
    for part in parts:
        field = model.model_fields.get(part) if model else None
        model = (table_in(field) or OPTIONS.get(entries_in(field) or "")) if field else None
    return model


def _key(model: type[BaseModel], shown: str, name: str, field: FieldInfo) -> str:
    default = default_of(field)
    state = "required" if field.is_required() else f"default {default}" if field.default is not None and default else ""
    facts = "\n".join(f"  {line}" for line in (may_be(field), words(model, name)) if line)
    return f"{shown}{f'  ({state})' if state else ''}\n{facts}"
