"""The features of a table: what each column holds, and the one vector that they become by what training rows teach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.infer import Mixed, infer, looks_like_decimal_commas
from specbuild.running.data.tables.kinds.kind import Kind, Making, Read, Reading
from specbuild.running.data.tables.missing import present
from specbuild.running.data.tables.table import Table

KINDS = ("numeric", "categorical", "ordered", "boolean", "date")
SHOWN = 10
Types = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """How the cells of a table are understood.

    Attributes:
        missing: Texts that mean that there is no value.
        decimal: The decimal mark.
        date_format: A format of `strptime`; None for ISO 8601.
    """

    missing: Sequence[str]
    decimal: str = "."
    date_format: str | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of features.

    Attributes:
        name: Its name.
        kind: One of `KINDS`.
        column: Its values, by row.
        levels: The levels of an ordered column, least first.
    """

    name: str
    kind: str
    column: Read
    levels: tuple[str, ...] = ()

    @property
    def numbers(self) -> Kind:
        """What makes numbers of it."""
        return module_of(self.kind)

    def rows(self, rows: np.ndarray) -> Read:
        """The values of some rows."""
        return Read(self.column.values[rows], self.column.present[rows], np.empty(0, np.int64))


def module_of(kind: str) -> Kind:
    """The file of `kinds/` for a kind."""
    return cast("Kind", import_module(f"specbuild.running.data.tables.kinds.{kind}"))


def read_features(context: LoadContext, table: Table, names: Sequence[str], types: Types, words: Words) -> tuple[list[Feature], list[str]]:
    """Read the columns of features.

    Args:
        context: What belongs to the run.
        table: The table.
        names: The columns.
        types: What some of them hold: a kind, or the levels of an ordered one.
        words: How cells are understood.

    Returns:
        The features, without columns that are empty; and sentences about what was noticed.

    Raises:
        Refused: what a column holds cannot be told, or cells are not of its kind; rows are named.
    """
    made, notes, findings = list[Feature](), list[str](), list[Finding]()
    for name in names:
        there = present(table[name], words.missing)
        if name not in types and not there.any():
            notes.append(f"the column `{name}` is empty and left out")
            continue
        try:
            kind, levels = _kind(table, name, there, types, words)
        except Mixed as mixed:
            findings.append(_mixed(context, table, name, mixed))
            continue
        if kind == "categorical" and name not in types and looks_like_decimal_commas(table[name], there):
            findings.append(_decimal_commas(context, name))
            continue
        column = module_of(kind).read(table[name], there, Reading(words.decimal, words.date_format, levels))
        findings += wrong_cells(context, table, name, column.wrong, module_of(kind).WORD)
        made.append(Feature(name, kind, column, levels))
        notes += _about(made[-1])
    if findings:
        raise Refused(*findings)
    return made, notes


def _kind(table: Table, name: str, there: np.ndarray, types: Types, words: Words) -> tuple[str, tuple[str, ...]]:
    said = types.get(name)
    if said is not None and not isinstance(said, str):
        return "ordered", tuple(said)
    if said is None and name in table.kinds:
        return table.kinds[name], ()
    return said or infer(table[name], there, words.decimal) or "categorical", ()


def wrong_cells(context: LoadContext, table: Table, name: str, rows: np.ndarray, word: str, help_: str = "") -> Iterator[Finding]:
    """Findings about cells that are not what their column holds."""
    help_ = help_ or _TYPES.format(name)
    for row in rows[:SHOWN]:
        message = f"{table.place(int(row))}: `{_short(str(table[name][row]))}` in the column `{name}` is not {word}"
        yield context.finding("D314", "path", message, help=help_)
    if len(rows) > SHOWN:
        yield context.finding("D314", "path", f"{len(rows) - SHOWN} more cells of `{name}` are not {word}", help=help_)


def _mixed(context: LoadContext, table: Table, name: str, mixed: Mixed) -> Finding:
    cell = _short(str(table[name][mixed.row]))
    message = f"{table.place(mixed.row)}: `{cell}` stands in the column `{name}`, of which {mixed.share:.0%} are numbers"
    return context.finding("D313", "path", message, help=_TYPES.format(name))


_TYPES = 'mend it; or add it to `missing`, or write `types = {{ "{0}" = "categorical" }}`, if that is what it is'


def _decimal_commas(context: LoadContext, name: str) -> Finding:
    message = f"the column `{name}` holds numbers with decimal commas"
    return context.finding(
        "D313", "decimal", message, help=f'write `decimal = ","`; or `types = {{ "{name}" = "categorical" }}` if they are words'
    )


def _about(feature: Feature) -> Iterator[str]:
    if feature.kind == "categorical" and feature.column.present.all():
        different = len(np.unique(feature.column.values))
        if different == len(feature.column.values) and different > SHOWN:
            yield f"the column `{feature.name}` has another word in every row, so nothing can be learnt from it: leave it out with `drop`"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


@dataclass(frozen=True, slots=True)
class Vectors:
    """Features as one vector a row.

    Attributes:
        features: The features.
        learnt: What training rows taught of each, in the same order: JSON.
    """

    features: Sequence[Feature]
    learnt: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, features: Sequence[Feature], making: Making, rows: np.ndarray) -> Vectors:
        """Learn from training rows."""
        return cls(features, [feature.numbers.learn(feature.rows(rows), making) for feature in features])

    @property
    def names(self) -> tuple[str, ...]:
        """What each number of the vector is called."""
        return tuple(name for one, learnt in self._pairs for name in one.numbers.names(one.name, learnt))

    @property
    def widths(self) -> tuple[int, ...]:
        """How many numbers each feature takes."""
        return tuple(len(one.numbers.names(one.name, learnt)) for one, learnt in self._pairs)

    @property
    def measured(self) -> tuple[int, ...]:
        """The places of measured numbers."""
        starts = np.cumsum([0, *self.widths])[:-1]
        return tuple(int(start) for start, one in zip(starts, self.features, strict=True) if one.numbers.MEASURED)

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """The vectors of some rows, float32 of shape (rows, features)."""
        return np.concatenate([one.numbers.numbers(one.rows(rows), learnt) for one, learnt in self._pairs], axis=1)

    @property
    def _pairs(self) -> list[tuple[Feature, Mapping[str, Any]]]:
        return list(zip(self.features, self.learnt, strict=True))

    def as_json(self) -> list[dict[str, Any]]:
        """All that is needed to make the same vectors of other rows."""
        return [
            {"column": one.name, "type": one.kind, **({"levels": list(one.levels)} if one.levels else {}), **learnt}
            for one, learnt in self._pairs
        ]
