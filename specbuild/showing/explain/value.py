"""Where a value of a spec comes from, what it means, and what it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from specbuild.catalogue import read
from specbuild.catalogue.entry import Argument
from specbuild.checking.diagnostic import Finding, KeyPath, Refused, dotted
from specbuild.checking.document.address import address, value_at
from specbuild.checking.document.document import Document
from specbuild.checking.document.override import read_override
from specbuild.checking.document.resolve import resolve
from specbuild.checking.document.resolved import Resolved
from specbuild.checking.grammar.entries import OPTIONS
from specbuild.checking.grammar.kinds_in_words import Kind, describe
from specbuild.checking.grammar.read import read_spec
from specbuild.checking.grammar.repeated import written_elsewhere
from specbuild.checking.grammar.tables.options import Options
from specbuild.checking.grammar.tables.spec import SpecTable
from specbuild.checking.grammar.words import words
from specbuild.checking.suggest import did_you_mean
from specbuild.showing.explain.entry import shown

TURNS = "turns"  # stands for a table of the catalogue where values go to the layers inside a `Repeat`


class Meant(NamedTuple):
    """What a key is: its words, what it may be, and its default where it has one."""

    words: str
    may_be: str
    default: str | None
    of: str


def explain_value(spec: str, key: str, overrides: Sequence[str] = ()) -> str:
    """A value, its origin, its meaning and its possible values.

    Raises:
        Refused: the spec cannot be read, or has no such key.
    """
    resolved = resolve(Document.read(Path(spec)), [read_override(text) for text in overrides])
    parts = key.split(".")
    holder = address(resolved.values, parts[:-1])
    if holder is None:
        raise _no_such_key(resolved, key, parts)
    path = address(resolved.values, parts)
    full = path if path is not None else (*holder, parts[-1])
    meant = _meant(resolved.values, full)
    if meant is None or (path is None and not meant.of):
        raise _no_such_key(resolved, key, parts)
    return "\n".join([_headline(resolved, full, path, meant), f"  {meant.words}", *([f"  may be: {meant.may_be}"] if meant.may_be else [])])


def _headline(resolved: Resolved, full: KeyPath, path: KeyPath | None, meant: Meant) -> str:
    if path is None:
        return _not_written(resolved, full, meant)
    place = resolved.place(path)
    where = f"{place.file} {place.source}" if place.file == "--set" else f"{place.file}:{place.line}:{place.column}"
    return f"{dotted(full)} = {shown(value_at(resolved.values, path))}\n  from: {where}"


def _not_written(resolved: Resolved, full: KeyPath, meant: Meant) -> str:
    """What does not stand here: a `Repeat` around it may give it, one value a turn; else there is the default."""
    spec, _ = read_spec(resolved.values)
    given = written_elsewhere(spec.layers).get(full) if spec else None
    if given is not None:
        place = resolved.place(given)
        value = shown(value_at(resolved.values, given))
        return f"{dotted(full)} = {value}, one a turn\n  from: `{dotted(given)}`, {place.file}:{place.line}:{place.column}"
    if meant.default is None:
        return f"{dotted(full)} is not written\n  {meant.of} needs it"
    return f"{dotted(full)} = {meant.default}\n  from: the default of {meant.of}"


def _no_such_key(resolved: Resolved, key: str, parts: list[str]) -> Refused:
    for depth in range(1, len(parts) + 1):
        if address(resolved.values, parts[:depth]) is None:
            break
    above = address(resolved.values, parts[: depth - 1]) or ()
    inside = value_at(resolved.values, above)
    known = list(inside) if isinstance(inside, dict) else [str(index) for index in range(len(inside))] if isinstance(inside, list) else []
    return Refused(Finding("D008", (), f"`{resolved.main.file}` has no `{key}`", help=did_you_mean(parts[depth - 1], known)))


def _meant(values: Any, path: KeyPath) -> Meant | None:
    """Walk down the language: tables by their models, entries by the catalogue."""
    model: type[BaseModel] | None = SpecTable
    table: str | None = None
    meant: Meant | None = None
    for place, part in enumerate(path):
        values = value_at(values, (part,))
        if table == TURNS:
            return _of_turns(path[place:])
        if model is not None:
            field = model.model_fields.get(str(part))
            if field is None:
                return None
            meant, model, table = _of_field(str(part), field, model)
        elif isinstance(part, int):
            meant = Meant(f"a list of {table}" if isinstance(values, list) else f"an entry of the {table}", "", None, "")
            holder = values
        else:
            meant, table = _of_argument(str(part), holder, table) if table else (None, None)
            if meant is None:
                return None
        holder = values if isinstance(values, dict) else {"type": values}
    return meant


def _of_field(name: str, field: FieldInfo, model: type[BaseModel]) -> tuple[Meant, type[BaseModel] | None, str | None]:
    return Meant(words(model, name), may_be(field), default_of(field), f"`{name}`"), table_in(field), entries_in(field)


def may_be(field: FieldInfo) -> str:
    """In words, what a key of a table of the language may be; empty where it is a table itself."""
    table = entries_in(field)
    return f"one of the {table}: see `specbuild list {table}`" if table else "" if table_in(field) else _annotation(field)


def default_of(field: FieldInfo) -> str | None:
    """The default of a key of the language, as a spec would write it; None where it has none, or is a table itself."""
    return None if field.is_required() or table_in(field) else shown(field.default)


def entries_in(field: FieldInfo) -> str | None:
    """The table of the catalogue that a key holds an entry of, or several."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    table = extra.get("entries") or extra.get("entry")
    return str(table) if table else None


def table_in(field: FieldInfo) -> type[BaseModel] | None:
    """The model of the table that a key holds; None where it holds something else."""
    return field.annotation if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel) else None


def _annotation(field: FieldInfo) -> str:
    from pydantic import TypeAdapter

    # Bounds on the outside of the type stand in the metadata.
    bounded: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    schema = TypeAdapter(bounded).json_schema()
    kinds = [kind for kind in schema.get("anyOf", [schema]) if kind.get("type") != "null"]
    kinds = [{"type": "string", "enum": [kind["const"]]} if isinstance(kind.get("const"), str) else kind for kind in kinds]
    return describe([kind for kind in kinds if "type" in kind])


def _of_argument(name: str, holder: Any, table: str | None) -> tuple[Meant | None, str | None]:
    catalogue = read.table(str(table))
    type_ = holder.get("type") if isinstance(holder, dict) else None
    type_ = catalogue.aliases.get(str(type_), str(type_))
    if name == "type":
        entry = catalogue.get(type_)
        return Meant(entry.doc if entry else "", f"one of the {table}: see `specbuild list {table}`", None, ""), table
    if type_ in catalogue and name in catalogue[type_].arguments:
        argument = catalogue[type_].arguments[name]
        default = None if argument.required else shown(argument.default)
        return Meant(argument.doc, describe(argument.kinds, none=argument.none), default, f"`{type_}`"), _inner_table(argument)
    options: type[Options] | None = OPTIONS.get(str(table))
    field = options.model_fields.get(name) if options else None
    return (_of_field(name, field, Options)[0] if field else None), None


def _inner_table(argument: Argument) -> str | None:
    return next(filter(None, map(_table_of, argument.kinds)), None)


def _table_of(kind: Kind) -> str | None:
    """The table of the catalogue that the entries inside a value come from; `TURNS` for values that go to other layers."""
    items = kind.get("items")
    inner = items.get("list_of") if isinstance(items, Mapping) else None
    found = TURNS if "turns_of" in kind else kind.get("table") or kind.get("list_of") or inner
    return str(found) if found else None


def _of_turns(below: KeyPath) -> Meant:
    """What stands under `each`: an argument, or a name and its arguments, or the value of one turn."""
    if isinstance(below[-1], int):
        return Meant(f"`{below[-2]}` in turn {below[-1] + 1}", "", None, "")
    return Meant(f"what the layers inside get for `{below[-1]}`", "a list with a value for each turn", None, "")
