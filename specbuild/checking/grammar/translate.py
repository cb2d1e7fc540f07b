"""What pydantic says of a table, as findings with our words and places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.checking.document.address import value_at
from specbuild.checking.grammar.words import words
from specbuild.checking.other_names import KEYS
from specbuild.checking.suggest import did_you_mean, nearest, word_meant

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_WANTED = {
    "int_type": "an integer",
    "float_type": "a number",
    "bool_type": "true or false",
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
}


def translate(model: type[BaseModel], values: Any, path: KeyPath, errors: Sequence[ErrorDetails]) -> list[Finding]:
    """One finding for each place: the alternatives of a union are told as one."""
    by_place: dict[KeyPath, list[ErrorDetails]] = {}
    for error in errors:
        by_place.setdefault(_written(error, values), []).append(error)
    # Of a table that may also be a word, what is wrong inside it says more than that it is not the word.
    by_place = {
        where: found
        for where, found in by_place.items()
        if not any(len(other) > len(where) and other[: len(where)] == where for other in by_place)
    }
    findings = [_finding(model, values, path, where, found) for where, found in by_place.items()]
    # A misspelt key is told once, not a second time as missing.
    meant = {finding.help for finding in findings if finding.code == "G002"}
    return [
        finding
        for finding, where in zip(findings, by_place, strict=True)
        if finding.code != "G004" or f"did you mean `{where[-1]}`?" not in meant
    ]


def _written(error: ErrorDetails, values: Any) -> KeyPath:
    """The part of pydantic's location that the document has, without the names of union members."""
    path: list[str | int] = []
    for index, part in enumerate(error["loc"]):
        inside = value_at(values, (part,))
        if inside is not None:
            path.append(part)
            values = inside
        elif index == len(error["loc"]) - 1 and error["type"] == "missing":
            path.append(part)
    return tuple(path)


def _finding(model: type[BaseModel], values: Any, path: KeyPath, where: KeyPath, errors: Sequence[ErrorDetails]) -> Finding:
    here, first = path + where, errors[0]
    name = str(where[-1]) if where else ""
    if first["type"] == "extra_forbidden":
        return _unknown_key(model, where, path, values)
    if first["type"] == "missing":
        return Finding("G004", here[:-1], f"`{name}` is missing", help=_how_to_add(model, where), about="header")
    if len(errors) > 1:
        return _no_alternative(here, errors)
    tell = _SENTENCES.get(first["type"])
    if tell:
        return tell(here, first)
    wanted = _WANTED.get(first["type"])
    if first["type"] in ("list_type", "tuple_type") and isinstance(first["input"], dict):
        help_ = f"write `[[{name}]]`, in two pairs of brackets"
        return Finding("G005", here, f"`[{name}]` is one table, not a list", help=help_, about="header")
    if first["type"] == "list_type" and isinstance(first["input"], str):
        return Finding("G005", here, f"`{_shown(first['input'])}` is text, not a list", help=f'write `["{_shown(first["input"])}"]`')
    if wanted:
        given, instead = first["input"], _plain_number(first["input"], first["type"])
        shown = f'`"{_shown(given)}"` is text' if isinstance(given, str) else f"`{_shown(given)}` is"
        sentence = f"{shown}, not {wanted}" if isinstance(given, str) else f"{shown} not {wanted}"
        return Finding("G005", here, sentence, help=f"write `{instead}`" if instead else _is_for(model, where, here))
    return Finding("G007", here, _lower(first["msg"]), help=_is_for(model, where, here))


def _plain_number(value: Any, wanted: str) -> str:
    """A number or a truth between quotation marks, or a whole number with a point, as it has to be written; empty where it is none."""
    text = str(value).strip()
    if wanted == "bool_type":
        return text.lower() if isinstance(value, str) and text.lower() in ("true", "false") else ""
    pattern = {"int_type": r"([+-]?\d+)(?:\.0*)?", "float_type": r"([+-]?\d+(?:\.\d+)?)"}.get(wanted)
    match = re.fullmatch(pattern, text) if pattern and isinstance(value, str | float) else None
    return match.group(1) if match else ""


def _unknown_key(model: type[BaseModel], where: KeyPath, path: KeyPath, values: Any) -> Finding:
    """The finding for a key that a table of the language does not have."""
    holder, name = _table_at(model, where[:-1]), str(where[-1])
    values = value_at(values, where[:-1])
    # `[[layer]]` among many `[[layers]]`: a slip in one header of several leaves both keys there.
    free = [field for field in holder.model_fields if field not in values or _same_kind_of_table(values[field], values[name])]
    missing = [field for field in free if holder.model_fields[field].is_required()]
    table = f"`[{'.'.join(map(str, path + where[:-1]))}]`" if path + where[:-1] else "the top level"
    help_ = _elsewhere(model, name, holder) or KEYS.get(name) or _there_already(name, free, holder) or did_you_mean(name, free, missing)
    return Finding("G002", path + where, f"there is no key `{name}` in {table}", help=help_, about="key")


def _there_already(name: str, free: Sequence[str], holder: type[BaseModel]) -> str:
    """The key that was meant where the table has it: as after `--set`, where it is to be given again."""
    near = word_meant(name, list(holder.model_fields))
    return f"did you mean `{near}`, which is there already?" if near and near not in free and not nearest(name, free) else ""


def _elsewhere(model: type[BaseModel], name: str, holder: type[BaseModel]) -> str:
    """Where a key that stands in the wrong table belongs."""
    if holder is not model and name in model.model_fields:
        return f"it belongs to the top level, above the first `[table]`: move `{name}` there"
    inside = {table: field.annotation for table, field in model.model_fields.items()}
    tables = {
        table: kind for table, kind in inside.items() if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not holder
    }
    home = next((table for table, kind in tables.items() if name in kind.model_fields), None)
    return f"it belongs under `[{home}]`: move it there" if home else ""


def _same_kind_of_table(one: Any, other: Any) -> bool:
    return type(one) is type(other) and isinstance(one, dict | list)


def _table_at(model: type[BaseModel], where: Sequence[str | int]) -> type[BaseModel]:
    """The model of a table inside a table."""
    for part in where:
        annotation = model.model_fields[str(part)].annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            model = annotation
    return model


def _how_to_add(model: type[BaseModel], where: KeyPath) -> str:
    field = _table_at(model, where[:-1]).model_fields[str(where[-1])]
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if "entries" in extra:
        return f"add `[[{where[-1]}]]` with a `type`, once for each"
    if "entry" in extra or (isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)):
        return f"add a table `[{'.'.join(map(str, where))}]`"
    meaning = _meaning(model, where)
    return f"add `{where[-1]} = ...`" + (f": {meaning}" if meaning else "")


def _is_for(model: type[BaseModel], where: KeyPath, here: KeyPath) -> str:
    """What the key is for, and where more is said; of an item of a list, what the list is for."""
    key = tuple(part for part in where if isinstance(part, str))
    meaning, more = _meaning(model, key), f"`specbuild explain {'.'.join(str(part) for part in here if isinstance(part, str))}`"
    return f"`{key[-1]}`: {meaning} ({more})" if meaning else f"see {more}"


def _meaning(model: type[BaseModel], where: KeyPath) -> str:
    """The first sentence about a key, to stand behind a colon; empty where it has none."""
    meaning = words(_table_at(model, where[:-1]), str(where[-1])).split(". ")[0].rstrip(".") if where else ""
    return _lower(meaning)


def _no_alternative(here: KeyPath, errors: Sequence[ErrorDetails]) -> Finding:
    bounds = [error for error in errors if error["type"] in _SENTENCES and error["type"] != "literal_error"]
    if bounds:
        return _SENTENCES[bounds[0]["type"]](here, bounds[0])
    wanted = [
        _WANTED[error["type"]] if error["type"] in _WANTED else str(error.get("ctx", {}).get("expected", "")).replace("'", "`")
        for error in errors
    ]
    literal = next((error for error in errors if error["type"] == "literal_error"), None)
    near = word_meant(errors[0]["input"], _members(literal)) if literal and isinstance(errors[0]["input"], str) else None
    instead = next((plain for error in errors if (plain := _plain_number(error["input"], error["type"]))), "")
    choices = f'did you mean `"{near}"`?' if near else f"this has to be {' or '.join(word for word in wanted if word)}"
    help_ = f"write `{instead}`" if instead else choices
    return Finding("G006" if literal else "G005", here, f"`{_shown(errors[0]['input'])}` is not possible here", help=help_)


def _members(error: ErrorDetails) -> list[str]:
    return [word.strip("'") for word in str(error.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(", ")]


def _no_choice(here: KeyPath, error: ErrorDetails) -> Finding:
    members = _members(error)
    if isinstance(error["input"], str) and error["input"].strip() in str(error.get("ctx", {}).get("expected", "")).split(" or "):
        plain = error["input"].strip()  # pydantic quotes words, so that this member is none
        return Finding("G005", here, f'`"{_shown(error["input"])}"` is text', help=f"write `{plain}` without quotation marks")
    near = word_meant(error["input"], members) if isinstance(error["input"], str) else None
    shown = ", ".join(f"`{member}`" for member in members)
    return Finding(
        "G006",
        here,
        f"`{_shown(error['input'])}` is not possible here",
        help=f"did you mean `{near}`?" if near else f"this has to be {shown}",
    )


def _bound(words: str, key: str) -> Callable[[KeyPath, ErrorDetails], Finding]:
    def tell(here: KeyPath, error: ErrorDetails) -> Finding:
        limit = error.get("ctx", {}).get(key)
        return Finding("G007", here, f"{_shown(error['input'])} is out of bounds", help=f"this has to be {words} {limit}")

    return tell


def _not_finite(here: KeyPath, error: ErrorDetails) -> Finding:
    return Finding("G007", here, f"`{error['input']}` is not a finite number", help="write a number that training can calculate with")


def _pattern(here: KeyPath, error: ErrorDetails) -> Finding:
    return Finding(
        "G007", here, f"`{_shown(error['input'])}` is not a name", help="start with a letter; go on with letters, digits, `_` and `-`"
    )


def _too_short(here: KeyPath, _: ErrorDetails) -> Finding:
    return Finding("G007", here, "this is empty", help="give at least one")


_SENTENCES: Mapping[str, Callable[[KeyPath, ErrorDetails], Finding]] = {
    "literal_error": _no_choice,
    "finite_number": _not_finite,
    "greater_than_equal": _bound("at least", "ge"),
    "greater_than": _bound("more than", "gt"),
    "less_than_equal": _bound("at most", "le"),
    "less_than": _bound("less than", "lt"),
    "string_pattern_mismatch": _pattern,
    "too_short": _too_short,
    "string_too_short": _too_short,
    "string_too_long": _bound("no longer than", "max_length"),
}


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
