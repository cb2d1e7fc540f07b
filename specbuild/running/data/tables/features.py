"""The features of a table: what each column holds, and the one vector that they become by what training rows teach."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.choose import find_all
from specbuild.running.data.tables.infer import Mixed, infer
from specbuild.running.data.tables.kinds.kind import Kind, Making, Read, Reading
from specbuild.running.data.tables.looks import date_forms, numbers_like
from specbuild.running.data.tables.missing import present, standing_in
from specbuild.running.data.tables.numbers import PLAIN, Notation, is_number, to_number
from specbuild.running.data.tables.table import SERIES, Table

KINDS = ("numeric", "categorical", "ordered", "boolean", "date")
SHOWN = 10
Types = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """How the cells of a table are understood.

    Attributes:
        missing: Texts that mean that there is no value.
        numbers: How numbers are written.
        date_format: A format of `strptime`; None for ISO 8601.
    """

    missing: Sequence[str]
    numbers: Notation = PLAIN
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
        if kind == SERIES:
            help_ = 'they are for the loader `series` with `layout = "cells"`; else leave the column out with `drop`'
            findings.append(context.finding("D313", "path", f"the cells of the column `{name}` hold many numbers each", help=help_))
            continue
        if kind == "categorical" and name not in types and (written := _otherwise(context, table, name, there, words)):
            findings.append(written)
            continue
        column = module_of(kind).read(table[name], there, Reading(words.numbers, words.date_format, levels))
        findings += wrong_cells(context, table, name, column.wrong, module_of(kind).WORD)
        made.append(Feature(name, kind, column, levels))
        notes += _about(made[-1])
    if findings:
        raise Refused(*findings)
    return made, notes


def read_known(context: LoadContext, table: Table, learnt: Sequence[Mapping[str, Any]], words: Words) -> list[Feature]:
    """Read the columns that a run had features in; what it learnt of each says what the column holds.

    Returns:
        The features; cells that are not of their kind are in `column.wrong`.

    Raises:
        Refused: a column is not there.
    """
    names = find_all(context, table.names, [one["column"] for one in learnt], "path", patterns=False)
    made = []
    for name, one in zip(names, learnt, strict=True):
        reading = Reading(words.numbers, words.date_format, tuple(one.get("levels", ())))
        column = module_of(one["type"]).read(table[name], present(table[name], words.missing), reading)
        made.append(Feature(name, one["type"], column, reading.levels))
    return made


def about_wrong(context: LoadContext, table: Table, made: Sequence[Feature]) -> Iterator[Finding]:
    """Findings about the cells of features that are not what their columns hold."""
    for one in made:
        yield from wrong_cells(context, table, one.name, one.column.wrong, one.numbers.WORD)


def row_faults(table: Table, made: Sequence[Feature], *, gaps: bool) -> dict[int, str]:
    """For each row that cannot be predicted for, what is wrong with it.

    Args:
        table: The table.
        made: Its features.
        gaps: Whether a missing value is wrong, too.
    """
    found: dict[int, str] = {}
    for one in made:
        for row in one.column.wrong.tolist():
            found.setdefault(row, f"cannot be read: {about_cell(table, one.name, row, one.numbers.WORD)}")
        for row in np.flatnonzero(~one.column.present).tolist() if gaps else ():
            found.setdefault(row, f"misses a value in the column `{one.name}`")
    return found


def _kind(table: Table, name: str, there: np.ndarray, types: Types, words: Words) -> tuple[str, tuple[str, ...]]:
    said = types.get(name)
    if said is not None and not isinstance(said, str):
        return "ordered", tuple(said)
    if said is None and name in table.kinds:
        return table.kinds[name], ()
    return said or infer(table[name], there, words.numbers, words.date_format) or "categorical", ()


def wrong_cells(context: LoadContext, table: Table, name: str, rows: np.ndarray, word: str, help_: str = "") -> Iterator[Finding]:
    """Findings about cells that are not what their column holds."""
    help_ = help_ or _types(name)
    for row in rows[:SHOWN]:
        yield context.finding("D314", "path", f"{table.place(int(row))}: {about_cell(table, name, int(row), word)}", help=help_)
    if len(rows) > SHOWN:
        yield context.finding("D314", "path", f"{len(rows) - SHOWN} more cells of `{name}` are not {word}", help=help_)


def about_cell(table: Table, name: str, row: int, word: str) -> str:
    """What is wrong with a cell that is not what its column holds."""
    cell = str(table[name][row])
    wrong = "is larger than 32 bits can hold" if is_number(cell) and to_number(cell) is None else f"is not {word}"
    return f"`{_short(cell)}` in the column `{name}` {wrong}"


def _mixed(context: LoadContext, table: Table, name: str, mixed: Mixed) -> Finding:
    cell = _short(str(table[name][mixed.row]))
    message = f"{table.place(mixed.row)}: `{cell}` stands in the column `{name}`, of which {_percent(mixed.share)} are {mixed.what}"
    gap = f"`missing = {json.dumps(['', 'NA', cell], ensure_ascii=False)}` if it means that there is no value"
    help_ = f'mend it; or write {gap}, or `types = {{ "{name}" = "categorical" }}` if the column holds words'
    if mixed.what == "dates":
        help_ = f"write all dates alike; or leave the column out: `drop = {json.dumps([name], ensure_ascii=False)}`"
    elif table.named and mixed.row == 0:
        help_ = f"if that row belongs to the header, write `header = 2`; or {help_}"
    return context.finding("D313", "path", message, help=help_)


def _percent(share: float) -> str:
    return "more than 99 %" if share > 0.99 else f"{share:.0%}".replace("%", " %")


def _types(name: str) -> str:
    return f'mend it; or add it to `missing`, or write `types = {{ "{name}" = "categorical" }}`, if that is what it is'


def _otherwise(context: LoadContext, table: Table, name: str, there: np.ndarray, words: Words) -> Finding | None:
    """A finding about a column of words that are numbers or dates to a person, with what reads them as such."""
    cells = [str(cell) for cell in np.unique(table[name][there])]
    as_words = f'`types = {{ "{name}" = "categorical" }}` if they are words'
    if looks := numbers_like(cells, words.numbers):
        said = looks.arguments(words.numbers)
        help_ = f"write {', '.join(f'`{key} = {json.dumps(value, ensure_ascii=False)}`' for key, value in said.items())}"
        if not looks.sure:
            help_ += ", or whichever mark it is"
        message = f"the column `{name}` holds numbers that are written like `{_short(looks.example)}`"
        return context.finding("D313", next(iter(said), "path"), message, help=f"{help_}; or {as_words}")
    if forms := date_forms(cells):
        message = f"the column `{name}` holds dates that are written like `{_short(cells[-1])}`"
        ways = " or ".join(f'`date_format = "{form}"`' for form in forms[:2])
        return context.finding("D313", "date_format", message, help=f"write {ways}; or {as_words}")
    return None


def _about(feature: Feature) -> Iterator[str]:
    if feature.kind == "categorical" and feature.column.present.all():
        different = len(np.unique(feature.column.values))
        if different == len(feature.column.values) and different > SHOWN:
            yield f"the column `{feature.name}` has another word in every row, so nothing can be learnt from it: leave it out with `drop`"
    if feature.kind == "numeric" and (gap := standing_in(feature.column.values)) is not None:
        rows = int((feature.column.values == gap).sum())
        yield (
            f"the column `{feature.name}` holds {gap:g} in {rows} {'row' if rows == 1 else 'rows'} and nothing else below 0: "
            "where that means that there is no value, add it to `missing`"
        )


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
