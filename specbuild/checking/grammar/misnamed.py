"""What to say of a type or an argument that the catalogue does not have, and of a type that is not there at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from specbuild.catalogue import read
from specbuild.catalogue.entry import Entry as Known
from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.checking.grammar.kinds_in_words import WORDS, type_name
from specbuild.checking.other_names import INSTEAD, KEYS, here, needless
from specbuild.checking.suggest import did_you_mean, distance, nearest, word_meant

# Where each table of the catalogue is at home in a spec, for entries that stand in the wrong place.
HOMES = {
    "augmentations": "[[augmentation]]",
    "preprocessing": "[[preprocessing]]",
    "layers": "[[layers]]",
    "callbacks": "[[training.callbacks]]",
    "losses": "training.loss",
    "optimizers": "training.optimizer",
    "metrics": "training.metrics",
    "loaders": "[loader]",
    "splits": "[split]",
}


def no_type(value: Mapping[str, Any], table: str, path: KeyPath, path_of_type: KeyPath) -> Finding:
    """The finding for an entry whose `type` is missing, misspelt or not text."""
    help_ = _some(list(read.table(table)))
    if "type" in value:
        kind = type_name(value["type"])
        return Finding("G005", path_of_type, f"`type` is {WORDS.get(kind, kind)}, not text", help=help_)
    if near := nearest("type", value):
        message = f"there is no key `{near}` here, and `type` is missing"
        return Finding("G002", (*path, near), message, help="did you mean `type`?", about="key")
    return Finding("G004", path, "`type` is missing", help=_type_elsewhere(value, table) or f'add `type = "..."`: {help_}', about="header")


def _type_elsewhere(value: Mapping[str, Any], table: str) -> str:
    """What to do about a type that stands as a key, or behind another key."""
    catalogue = read.table(table)
    if key := next((key for key in value if key in catalogue), None):
        return f'write `type = "{key}"`, and its arguments beside it'
    key = next((key for key, item in value.items() if isinstance(item, str) and item in catalogue), None)
    return f'write `type = "{value[key]}"` for `{key} = "{value[key]}"`' if key else ""


def unknown_type(name: str, table: str, path: KeyPath, possible: list[str]) -> Finding:
    """The finding for a type that may not stand here: it is at home elsewhere, was left out, or does not exist."""
    catalogue = read.table(table)
    if name in catalogue:
        return Finding("G009", path, f"`{name}` cannot stand here", help=_some(possible))
    if same := next((word for word in possible if _letters(word) == _letters(name)), None):
        return Finding("G006", path, f"there is no `{name}` among the {table}", help=f"did you mean `{same}`?")
    if call := re.fullmatch(r"([\w.]+)\((.*)\)", name):
        help_ = _as_table(call.group(1), call.group(2), table, possible)
        return Finding("G006", path, f"there is no `{name}` among the {table}", help=help_)
    if name in catalogue.absent and not _home(name, table):
        return Finding("G008", path, f"`{name}` is left out of specbuild: it {catalogue.absent[name]}", help=_instead(name, possible))
    if home := _home(name, table):
        return Finding("G009", path, f"`{name}` is not one of the {table}", help=f"it belongs under `{HOMES[home]}`; move it there")
    words = [*possible, *(alias for alias, real in catalogue.aliases.items() if real in possible)]
    near = word_meant(name, words)
    if advice := needless(name, words) or ("" if here(name, words) else INSTEAD.get(name, "")):
        help_ = advice
    elif near is None:
        elsewhere = ((other, word) for other in HOMES if other != table for word in read.table(other))
        found = next(((other, word) for other, word in elsewhere if distance(name.casefold(), word.casefold(), 1) <= 1), None)
        help_ = f"did you mean `{found[1]}`? it belongs under `{HOMES[found[0]]}`" if found else _some(possible)
    else:
        help_ = f"did you mean `{near}`?"
    return Finding("G006", path, f"there is no `{name}` among the {table}", help=help_)


def _letters(word: str) -> str:
    return word.casefold().replace("_", "")


def _as_table(name: str, written: str, table: str, possible: list[str]) -> str:
    """What a call in Python's words is as a table: `Adam(lr=0.001)` is `{ type = "Adam", learning_rate = 0.001 }`."""
    plain = name.rpartition(".")[2]
    type_ = read.table(table).aliases.get(plain, plain)
    near = type_ if type_ in possible else word_meant(plain, possible)
    if near is None:
        return _some(possible)
    arguments = list(read.table(table)[near].arguments)
    pairs = [f'type = "{near}"']
    for place, part in enumerate(part.strip() for part in written.split(",") if part.strip()):
        key, _, value = part.rpartition("=")
        key = key.strip() or (arguments[place] if place < len(arguments) else "...")
        known = here(key, arguments) or key
        pairs.append(f"{known} = {_IN_TOML.get(value.strip(), value.strip())}")
    return f"write `{{ {', '.join(pairs)} }}`"


_IN_TOML = {"True": "true", "False": "false", "None": '"none"'}


def _home(name: str, table: str) -> str | None:
    return next((other for other in HOMES if other != table and name in read.table(other)), None)


def _instead(name: str, possible: list[str]) -> str:
    if advice := INSTEAD.get(name) or needless(name, possible):
        return advice
    near = nearest(name, possible)
    return f"use `{near}`" if near else f"see `specbuild list` for what there is instead of `{name}`"


def _some(words: list[str]) -> str:
    shown = ", ".join(f"`{word}`" for word in words[:8])
    return f"there is {shown}" + (" and more: see `specbuild list`" if len(words) > 8 else "")


def unknown_argument(known: Known, key: str, value: Mapping[str, Any], possible: Sequence[str], path: KeyPath) -> Finding:
    """The finding for a key that an entry does not have."""
    place = (*path, key)
    catalogue = read.table(known.table)
    reason = catalogue.absent_arguments.get(f"{known.name}.{key}") or catalogue.absent_arguments.get(key)
    if reason:
        return Finding("G003", place, f"`{known.name}` takes no `{key}` here: it {reason}", help=f"remove `{key}`", about="key")
    free = [name for name in possible if name not in value]
    missing = [name for name in known.required if name not in value]
    help_ = _other_word(key, free, known) or did_you_mean(key, free or known.arguments, preferred=missing)
    return Finding("G003", place, f"`{known.name}` has no argument `{key}`", help=help_, about="key")


def _other_word(key: str, possible: Sequence[str], known: Known) -> str:
    """What to do about an argument of another library, or one that is there already under its name here."""
    if here(key, possible) or needless(key, known.arguments):
        return ""
    there = here(key, known.arguments)
    if there is None and (nearest(key, possible) or key in KEYS):
        return "" if nearest(key, possible) else KEYS[key]
    near = there or nearest(key, known.arguments)
    return f"did you mean `{near}`, which is there already?" if near else ""
