"""Tables with a `type`, checked against the catalogue: the type, each argument, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from specbuild.catalogue import read
from specbuild.catalogue.entry import Entry as Known
from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.kinds import WORDS, Kind, read_value, type_name
from specbuild.checking.grammar.tables.options import AugmentationOptions, Options
from specbuild.checking.grammar.translate import read_table
from specbuild.checking.grammar.turns import MOST, size, too_many, turns
from specbuild.checking.suggest import did_you_mean, distance, nearest

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
OPTIONS: Mapping[str, type[Options]] = {
    "augmentations": AugmentationOptions,
    "layers": Options,
    "preprocessing": Options,
    "callbacks": Options,
}


def read_entry(value: Any, kind: Kind, path: KeyPath) -> tuple[Any, list[Finding]]:
    """Read a value of the kinds `{"table": ...}` and `{"list_of": ...}`: a name, a table with a `type`, or a list of those."""
    if "turns_of" in kind:
        return value, []  # what it says is read where it goes to, see `_turns`
    if "list_of" in kind:
        if len(value) < kind.get("minItems", 0):
            return (), [Finding("G007", path, "this list is empty", help=f"put {kind['list_of']} into it")]
        return read_entries(value, str(kind["list_of"]), path)
    return read_one(value, str(kind["table"]), path, only=kind.get("of"))


def read_entries(values: Any, table: str, path: KeyPath) -> tuple[tuple[Entry, ...], list[Finding]]:
    """Read a list of entries, each on its own, so that all that is wrong is found at once."""
    if table == "layers" and len(path) == 1 and (count := size(values)) > MOST:
        return (), [too_many(count, path)]
    read = [read_one(value, table, (*path, index)) for index, value in enumerate(values)]
    return tuple(entry for entry, _ in read if entry is not None), [finding for _, findings in read for finding in findings]


def read_one(value: Any, table: str, path: KeyPath, only: list[str] | None = None) -> tuple[Entry | None, list[Finding]]:
    """Read one entry.

    Args:
        value: A name, or a table with a `type`.
        table: The table of the catalogue that holds what may stand here.
        path: Where it is written.
        only: The types of that table that may stand here, where not all may.

    Returns:
        The entry, None where its type is not known; and what is wrong with it.
    """
    if isinstance(value, str):
        value, path_of_type = {"type": value}, path
    elif isinstance(value, dict):
        path_of_type = (*path, "type")
    else:
        wanted = f"the name of one of the {table}, or a table with its `type`"
        return None, [Finding("G005", path, f"this is not {wanted}", help='write `{ type = "..." }`')]
    known, problem = _known_type(value, table, path, path_of_type, only)
    if known is None:
        return None, [problem] if problem else []
    options, findings = _options(value, known, path)
    given: dict[str, Any] = {}
    elsewhere: Mapping[str, KeyPath] = getattr(value, "elsewhere", {})
    repeated, wrong = _turns(value, known, path) if "turns" in known.facts else ((), [])
    findings += wrong
    for key, item in value.items():
        if repeated and key == known.facts["turns"]["entries"]:
            given[key] = repeated[0]
        elif key in known.arguments:
            argument = known.arguments[key]
            given[key], wrong = read_value(item, argument.kinds, argument.none, elsewhere.get(key, (*path, key)), read_entry)
            findings += wrong
        elif key != "type" and key not in _option_names(table):
            findings.append(unknown_argument(known, key, value, path))
    meant = {finding.help for finding in findings if finding.code == "G003"}  # a misspelt key is told once, not again as missing
    findings += [finding for name, finding in _missing(known, value, path, path_of_type) if f"did you mean `{name}`?" not in meant]
    return Entry(known.name, table, given, options, path, _renamed(repeated), elsewhere), findings


def _turns(value: Mapping[str, Any], known: Known, path: KeyPath) -> tuple[tuple[tuple[Entry, ...], ...], list[Finding]]:
    """The entries inside, once for each turn; what is wrong in all turns is told once."""
    tables, findings = turns(value, known, path)
    here = (*path, known.facts["turns"]["entries"])
    if not tables or not tables[0]:
        return (), findings
    if all(table is tables[0] for table in tables):
        entries, wrong = read_entries(tables[0], "layers", here)
        return (entries,) * len(tables), findings + _beside(findings, wrong)
    read = [read_entries(table, "layers", here) for table in tables]
    told: dict[tuple[str, KeyPath], Finding] = {}
    for finding in (finding for _, wrong in read for finding in wrong):
        told.setdefault((finding.code, finding.path), finding)
    return tuple(entries for entries, _ in read), [*findings, *_beside(findings, list(told.values()))]


def _beside(slips: list[Finding], wrong: list[Finding]) -> list[Finding]:
    """What is wrong with the layers inside, but not that they lack what a misspelt or wrong `each` was to give them."""
    meant = {word for finding in slips if finding.code == "G003" for word in finding.help.split("`")[1::2]}
    told = meant | {str(finding.path[-1]) for finding in slips}
    return [finding for finding in wrong if finding.code != "G004" or not told & _lacking(finding)]


def _lacking(finding: Finding) -> set[str]:
    """The argument that a layer lacks: the second word in backticks."""
    return set(finding.message.split("`")[3:4])


def _renamed(repeated: tuple[tuple[Entry, ...], ...]) -> tuple[tuple[Entry, ...], ...]:
    """Names in a network stand for one layer each: those of repeated layers get the number of the turn."""
    return tuple(tuple(_numbered(entry, turn) for entry in entries) for turn, entries in enumerate(repeated, start=1))


def _numbered(entry: Entry, turn: int) -> Entry:
    name = entry.options.get("name")
    options = {**entry.options, "name": f"{name}_{turn}"} if name else entry.options
    inner = tuple(tuple(_numbered(one, turn) for one in entries) for entries in entry.turns)
    return replace(entry, options=options, turns=inner) if name or inner else entry


def _known_type(
    value: Mapping[str, Any], table: str, path: KeyPath, path_of_type: KeyPath, only: list[str] | None
) -> tuple[Known | None, Finding | None]:
    catalogue = read.table(table)
    if "type" not in value:
        near = nearest("type", value)
        help_ = _type_elsewhere(value, catalogue) or f'add `type = "..."`: {_some(list(catalogue))}'
        if near:
            return None, Finding(
                "G002", (*path, near), f"there is no key `{near}` here, and `type` is missing", help="did you mean `type`?", about="key"
            )
        return None, Finding("G004", path, "`type` is missing", help=help_, about="header")
    name = value["type"]
    if not isinstance(name, str):
        kind = type_name(name)
        return None, Finding("G005", path_of_type, f"`type` is {WORDS.get(kind, kind)}, not text", help=_some(list(catalogue)))
    name = catalogue.aliases.get(name, name)
    if name in catalogue and (only is None or name in only):
        return catalogue[name], None
    return None, _unknown_type(name, table, path_of_type, list(only or catalogue))


def _type_elsewhere(value: Mapping[str, Any], catalogue: Mapping[str, Known]) -> str:
    """What to do about a type that stands as a key, or behind another key."""
    if key := next((key for key in value if key in catalogue), None):
        return f'write `type = "{key}"`, and its arguments beside it'
    key = next((key for key, item in value.items() if isinstance(item, str) and item in catalogue), None)
    return f'write `type = "{value[key]}"` for `{key} = "{value[key]}"`' if key else ""


def _unknown_type(name: str, table: str, path: KeyPath, possible: list[str]) -> Finding:
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
    from specbuild.checking.other_names import INSTEAD, here, needless  # only a wrong type needs them

    near = here(name, words) or nearest(name, words)
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
    from specbuild.checking.other_names import here  # only a wrong type needs it

    plain = name.rpartition(".")[2]
    type_ = read.table(table).aliases.get(plain, plain)
    near = type_ if type_ in possible else here(plain, possible) or nearest(plain, possible)
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
    from specbuild.checking.other_names import INSTEAD, needless  # only a wrong type needs them

    if advice := INSTEAD.get(name) or needless(name, possible):
        return advice
    near = nearest(name, possible)
    return f"use `{near}`" if near else f"see `specbuild list` for what there is instead of `{name}`"


def _some(words: list[str]) -> str:
    shown = ", ".join(f"`{word}`" for word in words[:8])
    return f"there is {shown}" + (" and more: see `specbuild list`" if len(words) > 8 else "")


def _option_names(table: str) -> set[str]:
    return set(OPTIONS[table].model_fields) if table in OPTIONS else set()


def _options(value: Mapping[str, Any], known: Known, path: KeyPath) -> tuple[dict[str, Any], list[Finding]]:
    # A Keras argument of the same name (a metric's `name`) is an argument; what is left belongs to specbuild.
    names = _option_names(known.table) - set(known.arguments)
    written = {key: item for key, item in value.items() if key in names}
    if not written:
        return {}, []
    options, findings = read_table(OPTIONS[known.table], written, path)
    return (options.model_dump(exclude_unset=True) if options else {}), findings


def unknown_argument(known: Known, key: str, value: Mapping[str, Any], path: KeyPath) -> Finding:
    """The finding for a key that an entry does not have."""
    here = (*path, key)
    catalogue = read.table(known.table)
    reason = catalogue.absent_arguments.get(f"{known.name}.{key}") or catalogue.absent_arguments.get(key)
    if reason:
        return Finding("G003", here, f"`{known.name}` takes no `{key}` here: it {reason}", help=f"remove `{key}`", about="key")
    possible = [name for name in (*known.arguments, *_option_names(known.table)) if name not in value]
    missing = [name for name in known.required if name not in value]
    help_ = _other_word(key, possible, known) or did_you_mean(key, possible or known.arguments, preferred=missing)
    return Finding("G003", here, f"`{known.name}` has no argument `{key}`", help=help_, about="key")


def _other_word(key: str, possible: Sequence[str], known: Known) -> str:
    """What to do about an argument of another library, or one that is there already under its name here."""
    from specbuild.checking.other_names import KEYS, here, needless  # only a wrong key needs them

    if here(key, possible) or needless(key, known.arguments):
        return ""
    there = here(key, known.arguments)
    if there is None and (nearest(key, possible) or key in KEYS):
        return "" if nearest(key, possible) else KEYS[key]
    near = there or nearest(key, known.arguments)
    return f"did you mean `{near}`, which is there already?" if near else ""


def _missing(known: Known, value: Mapping[str, Any], path: KeyPath, path_of_type: KeyPath) -> list[tuple[str, Finding]]:
    return [
        (name, Finding("G004", path_of_type, f"`{known.name}` needs `{name}`", help=f"add `{name} = ...`: {_first_sentence(known, name)}"))
        for name in known.required
        if name not in value
    ]


def _first_sentence(known: Known, name: str) -> str:
    doc = known.arguments[name].doc
    return re.split(r"(?<!i\.e)(?<!e\.g)\. ", doc)[0].rstrip(".")[:120].strip()
