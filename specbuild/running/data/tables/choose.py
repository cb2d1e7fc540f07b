"""Columns by name, number or pattern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import Field

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.table import Table

Name = Annotated[str, Field(min_length=1)]
Number = Annotated[int, Field(ge=1)]
Column = Name | Number  # a name, or a number that counts from 1
Columns = Annotated[list[Column], Field(min_length=1)]


def find(context: LoadContext, names: Sequence[str], wanted: str | int, *at: str | int) -> str:
    """The name of one column.

    Args:
        context: What belongs to the run.
        names: The columns that there are.
        wanted: A name, or a number from 1.
        at: Where it is written, below the loader.

    Raises:
        Refused: there is no such column.
    """
    found = _matching(names, wanted, patterns=False)
    if not found:
        raise Refused(_unknown(context, names, wanted, at))
    return found[0]


def find_all(context: LoadContext, names: Sequence[str], wanted: Sequence[str | int], at: str, *, patterns: bool = True) -> list[str]:
    """The names of several columns, each once, in the order of the list and of the table within a pattern.

    Args:
        context: What belongs to the run.
        names: The columns that there are.
        wanted: Names, numbers from 1, or patterns with `*`, `?` and `[...]`.
        at: Where the list is written, below the loader.
        patterns: Whether patterns are possible.

    Raises:
        Refused: an entry names nothing.
    """
    found = [_matching(names, one, patterns=patterns) for one in wanted]
    findings = [_unknown(context, names, one, (at, place)) for place, one in enumerate(wanted) if not found[place]]
    if findings:
        raise Refused(*findings)
    return list(dict.fromkeys(name for some in found for name in some))


def about_nameless(context: LoadContext, table: Table, chosen: Sequence[str]) -> Iterator[Finding]:
    """Findings about columns without a name that were chosen by saying nothing: often numbers of rows, which tell the answer where rows
    are sorted.

    Args:
        context: What belongs to the run.
        table: The table.
        chosen: The columns that are left for use.
    """
    for name in chosen:
        if name in table.nameless:
            number = table.names.index(name) + 1
            message = f"{table.files[0]}: column {number} has no name"
            help_ = f"leave it out: `drop = [{number}]` (an index that a program wrote); or give it a name in the file, or list `features`"
            yield context.finding("D306", "path", message, help=help_)


def _matching(names: Sequence[str], wanted: str | int, *, patterns: bool) -> list[str]:
    if isinstance(wanted, int):
        return list(names[wanted - 1 : wanted])
    if wanted in names:
        return [wanted]
    return [name for name in names if fnmatchcase(name, wanted)] if patterns else []


def _unknown(context: LoadContext, names: Sequence[str], wanted: str | int, at: tuple[str | int, ...]) -> Finding:
    path = (*context.at, *at)
    if isinstance(wanted, int):
        return Finding("D311", path, f"there is no column {wanted}", help=f"the table has {len(names)} columns; the first is 1")
    return Finding("D311", path, f"there is no column `{wanted}`", help=did_you_mean(wanted, names))
