"""What an entry of the catalogue does, and what it takes."""

from __future__ import annotations

import json
from typing import Any

from specbuild.catalogue import read
from specbuild.catalogue.entry import Argument, Entry
from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.kinds_in_words import describe
from specbuild.checking.suggest import did_you_mean


def explain_entry(name: str) -> str:
    """Every entry of that name, in whatever table.

    Raises:
        Refused: there is none; the finding says why something is left out.
    """
    tables = [read.table(table) for table in read.names()]
    found = [table[real] for table in tables if (real := table.aliases.get(name, name)) in table]
    if not found:
        reasons = [table.absent[name] for table in tables if name in table.absent]
        if reasons:
            raise Refused(
                Finding("G008", (), f"`{name}` is left out of specbuild: it {reasons[0]}", help="`specbuild list` shows what there is")
            )
        words = {word for table in tables for word in table}
        raise Refused(Finding("D008", (), f"the catalogue has no `{name}`", help=did_you_mean(name, words)))
    return "\n\n".join(_entry(entry) for entry in found)


def _entry(entry: Entry) -> str:
    head = f"{entry.name}  ({entry.table})\n\n{entry.doc}"
    takes = "\n".join(_argument(argument) for argument in entry.arguments.values())
    return "\n\n".join(part for part in (head, takes, entry.url) if part)


def _argument(argument: Argument) -> str:
    state = "required" if argument.required else f"default {shown(argument.default)}"
    return f"  {argument.name}  ({state})\n      {describe(argument.kinds, none=argument.none)}\n      {argument.doc}".rstrip()


def shown(value: Any) -> str:
    """A value as a spec would write it."""
    return '"none"' if value is None else json.dumps(value, ensure_ascii=False)
