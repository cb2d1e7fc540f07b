"""Columns that are neither features nor targets: names of rows, weights, ready-made parts, and what a split needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.copies import numbered
from specbuild.running.data.folders.names import printable
from specbuild.running.data.folders.tree import PARTS
from specbuild.running.data.tables.features import Words, wrong_cells
from specbuild.running.data.tables.kinds.kind import parsed
from specbuild.running.data.tables.missing import present
from specbuild.running.data.tables.numbers import to_number, to_seconds
from specbuild.running.data.tables.table import TEXT, Table

SHOWN = 10
EXCEPTION = 0.1  # share of rows up to which equal rows are taken for copies; where more are equal, that is how such data is


def row_names(context: LoadContext, table: Table, column: str | None) -> list[str]:
    """A name for each row: that of a column, or its file and line.

    Raises:
        Refused: a name is missing, or there twice.
    """
    if column is None:
        return [printable(table.id(row)) for row in range(len(table))]
    names = [printable(str(text)) for text in table[column]]
    findings = list(_about_names(context, table, names, column))
    if findings:
        raise Refused(*findings[:SHOWN])
    return names


def _about_names(context: LoadContext, table: Table, names: Sequence[str], column: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for row, name in enumerate(names):
        if not name:
            yield context.finding("D320", "id", f"{table.place(row)}: the row has no name in `{column}`", help="give it one")
        elif name in first:
            message = f"{table.place(row)}: `{name}` names {table.place(first[name])} too"
            yield context.finding("D320", "id", message, help="names have to differ; name another column, or leave `id` out")
        else:
            first[name] = row


def row_weights(context: LoadContext, table: Table, column: str | None, words: Words) -> np.ndarray | None:
    """How much each row counts.

    Raises:
        Refused: a weight is not a positive number.
    """
    if column is None:
        return None
    read = parsed(table[column], present(table[column], words.missing), lambda text: to_number(text, words.numbers))
    findings = list(wrong_cells(context, table, column, np.flatnonzero(~(read.values > 0)), "a positive number", "mend it"))
    if findings:
        raise Refused(*findings)
    return read.values.astype(np.float32)


def row_parts(context: LoadContext, table: Table, column: str | None) -> Sequence[str] | None:
    """The ready-made part of each row.

    Raises:
        Refused: a cell names none.
    """
    if column is None:
        return table.parts
    parts = [PARTS.get(str(text).casefold()) for text in table[column]]
    wrong = [row for row, part in enumerate(parts) if part is None]
    if wrong:
        message = f"{table.place(wrong[0])}: `{table[column][wrong[0]]}` is no part"
        raise Refused(
            context.finding("D321", "part", message, help='parts are "train", "validation" and "test"; see also the split `column`')
        )
    return [str(part) for part in parts]


def split_values(table: Table, columns: Sequence[str], words: Words) -> dict[str, np.ndarray]:
    """The columns that a split needs, dates of the form that the spec states as ISO 8601, which the split by time reads."""
    return {name: _in_iso(table[name], words) for name in columns}


def _in_iso(cells: np.ndarray, words: Words) -> np.ndarray:
    read = parsed(cells, present(cells, words.missing), lambda text: to_seconds(text, words.date_format))
    if words.date_format is None or np.isnan(read.values).any():
        return cells
    return np.array([datetime.fromtimestamp(moment, UTC).isoformat() for moment in read.values], dtype=TEXT)


def row_digests(table: Table, columns: Sequence[str]) -> list[str]:
    """The SHA-256 of the cells of each row."""
    cells = zip(*(table[name] for name in columns), strict=True)
    return [hashlib.sha256("\x1f".join(map(str, row)).encode()).hexdigest() for row in cells]


def copies(table: Table, columns: Sequence[str]) -> np.ndarray | None:
    """A number for each row, equal where all these cells are equal; None where that is too usual to mean copies."""
    groups = numbered([bytes.fromhex(digest) for digest in row_digests(table, columns)])
    extra = len(groups) - (int(groups.max()) + 1 if len(groups) else 0)
    return groups if extra <= EXCEPTION * len(groups) else None
