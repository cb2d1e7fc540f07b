"""Tables with a `type`, checked against the catalogue: the type, each argument, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from specbuild.catalogue import read
from specbuild.catalogue.entry import Argument
from specbuild.catalogue.entry import Entry as Known
from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.kinds import read_value
from specbuild.checking.grammar.kinds_in_words import Kind
from specbuild.checking.grammar.tables.options import AugmentationOptions, Options
from specbuild.checking.grammar.turns import MOST, size, too_many, turns
from specbuild.checking.grammar.validate import read_table

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
            findings += [finding if finding.help else replace(finding, help=_is_for(argument, known)) for finding in wrong]
        elif key != "type" and key not in _option_names(table):
            from specbuild.checking.grammar.misnamed import unknown_argument  # most arguments are right

            findings.append(unknown_argument(known, key, value, [*known.arguments, *_option_names(table)], path))
    meant = {finding.help for finding in findings if finding.code == "G003"}  # a misspelt key is told once, not again as missing
    findings += [finding for name, finding in _missing(known, value, path_of_type) if f"did you mean `{name}`?" not in meant]
    return Entry(known.name, table, given, options, path, _renamed(repeated), elsewhere), findings


def _is_for(argument: Argument, known: Known) -> str:
    sentence = _first_sentence(argument)
    return f"`{argument.name}`: {sentence[:1].lower()}{sentence[1:]} (`specbuild explain {known.name}`)"


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
    catalogue, name = read.table(table), value.get("type")
    if isinstance(name, str):
        known = catalogue.aliases.get(name, name)
        if known in catalogue and (only is None or known in only):
            return catalogue[known], None
    from specbuild.checking.grammar.misnamed import no_type, unknown_type  # most types are right

    if not isinstance(name, str):
        return None, no_type(value, table, path, path_of_type)
    return None, unknown_type(known, table, path_of_type, list(only or catalogue))


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


def _missing(known: Known, value: Mapping[str, Any], path_of_type: KeyPath) -> list[tuple[str, Finding]]:
    return [
        (
            name,
            Finding(
                "G004",
                path_of_type,
                f"`{known.name}` needs `{name}`",
                help=f"add `{name} = ...`: {_first_sentence(known.arguments[name])[:120].strip()}",
            ),
        )
        for name in known.required
        if name not in value
    ]


def _briefly(argument: Argument) -> str:
    return _first_sentence(argument)[:120].strip()


def _first_sentence(argument: Argument) -> str:
    return re.split(r"(?<!i\.e)(?<!e\.g)\. ", argument.doc)[0].rstrip(".")
