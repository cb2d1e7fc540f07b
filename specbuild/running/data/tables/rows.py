"""Rows of text as a table: which of them are the names of the columns, and whether all have as many cells."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.tables.numbers import is_date, is_number
from specbuild.running.data.tables.records import Record, Records
from specbuild.running.data.tables.table import TEXT, Table

CHUNK = 16_384  # rows that are held as Python objects
SHOWN = 10  # rows named one by one in findings


def table_of(records: Records, *, whole: bool = True) -> Table:
    """The table that some rows make.

    Args:
        records: The rows.
        whole: Whether it has to have all of them; else those with another number of cells are told apart.

    Raises:
        Refused: they make none; every row at fault is named, up to a bound.
    """
    rows = iter(records)
    heads, first = _heads(records, rows), next(rows, None)
    if first is None:
        raise Refused(records.context.finding("D308", "path", f"`{records.path.name}` has a header and no rows", help="name another file"))
    cells = _with_trailing(records, heads, first[1]) if heads else [""] * len(first[1])
    names = _names(records, cells)
    columns, lines, astray = _columns(records, itertools.chain([first], rows), names, whole=whole)
    nameless = [name for name, cell in zip(names, cells, strict=True) if heads and not cell]
    if nameless and nameless[-1] == names[-1] and not np.any(columns[names[-1]] != ""):
        del columns[nameless.pop()]  # every row ends in a delimiter
    table = Table(columns, _Same(records.path.name, len(lines)), lines, named=bool(heads), nameless=frozenset(nameless), astray=astray)
    if heads and records.form.header == "auto":
        _check_header(records, table)
    return table


class _Same(Sequence[str]):
    """One name for every row."""

    def __init__(self, name: str, rows: int) -> None:
        self._name, self._rows = name, rows

    def __len__(self) -> int:
        return self._rows

    def __getitem__(self, at: Any) -> Any:  # rows are asked for one by one
        return self._name


def _heads(records: Records, rows: Iterator[Record]) -> list[list[str]]:
    """The cells of the rows that hold names."""
    wanted = records.form.header_rows
    if wanted == 0:
        return []
    heads = [[cell.strip() for cell in cells] for _, cells in itertools.islice(rows, wanted or 1)]
    if not heads:
        raise Refused(records.context.finding("D308", "path", f"`{records.path.name}` is empty", help="name another file"))
    if wanted is None:
        data = next((cell for cell in heads[0] if is_number(cell, records.form.numbers) or is_date(cell)), None)
        if data is not None:
            raise Refused(_unclear_header(records, f"it holds `{data}`"))
    return heads


def _unclear_header(records: Records, why: str) -> Finding:
    message = f"`{records.path.name}`: the first row may be names or data, since {why}"
    help_ = "write `header = false` if it is data, `header = true` if these are names"
    return records.context.finding("D307", "header", message, help=help_)


def _check_header(records: Records, table: Table) -> None:
    """Refuse a first row that nobody called a header and that has a cell in common with the rows below it: names are no values."""
    for name, cells in table.columns.items():
        if name not in table.nameless and len(rows := np.flatnonzero(cells == name)):
            raise Refused(_unclear_header(records, f"`{name}` stands in its column again, in row {table.lines[rows[0]]}"))


def _with_trailing(records: Records, heads: list[list[str]], first: Sequence[str]) -> list[str]:
    """The names of the columns, those of several rows joined; and one more where every row ends in a delimiter, but the header does not."""
    width = max(map(len, heads))
    joined = [" ".join(head[place] for head in heads if place < len(head) and head[place]) for place in range(width)]
    if len(first) == width + 1 and not first[-1].strip():
        return [*joined, ""]
    if len(first) == width + 1 and any(is_number(cell, records.form.numbers) for cell in first):
        message = f"{records.path.name}: the header has {width} cells, and every row {width + 1}, as where R wrote names of rows"
        help_ = "write a name for the first column at the beginning of the header"
        raise Refused(records.context.finding("D305", "path", message, help=help_))
    return joined


def _names(records: Records, cells: Sequence[str]) -> list[str]:
    """The names of columns; one that has none is called by its number."""
    names = [cell or f"column {number}" for number, cell in enumerate(cells, 1)]
    help_ = "give one of them another name; if this row is data and no header, write `header = false`"
    findings = [
        records.context.finding("D306", "path", f"{records.path.name}: two columns are called `{name}`", help=help_)
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    if findings:
        raise Refused(*findings[:SHOWN])
    return names


def _columns(
    records: Records, rows: Iterator[Record], names: Sequence[str], *, whole: bool
) -> tuple[dict[str, np.ndarray], np.ndarray, dict[int, str]]:
    """The cells by column, the line of each row, and what is wrong with others; rows without any cell at the end do not count."""
    chunks, lines, wrong = list[list[np.ndarray]](), list[np.ndarray](), list[Record]()
    while (some := list(itertools.islice(rows, CHUNK))) and not (whole and len(wrong) > SHOWN):
        wrong += [row for row in some if len(row[1]) != len(names)]
        if fitting := [row for row in some if len(row[1]) == len(names)]:
            columns = zip(*(cells for _, cells in fitting), strict=True)
            chunks.append([np.strings.strip(np.array(column, dtype=TEXT)) for column in columns])
            lines.append(np.array([line for line, _ in fitting]))
    if wrong and (whole or not chunks):
        raise Refused(*_ragged(records, wrong, names))
    joined = [np.concatenate(parts) for parts in zip(*chunks, strict=True)]
    filled = np.flatnonzero(np.any([column != "" for column in joined], axis=0))
    kept = int(filled[-1]) + 1 if len(filled) and len(names) > 1 else len(joined[0])
    return (
        {name: column[:kept] for name, column in zip(names, joined, strict=True)},
        np.concatenate(lines)[:kept],
        {line: _width(cells, names) for line, cells in wrong},
    )


def _ragged(records: Records, wrong: Sequence[Record], names: Sequence[str]) -> Iterator[Finding]:
    """Findings about rows with another number of cells, each with what it may be."""
    above = records.above()
    if above > records.form.skip_lines:
        message = f"{records.path.name}: rows have another number of cells from row {above + 1} on than above it"
        mark = _comment_mark(records.first_line)
        begins = f'if the lines above are comments, write `comment = "{mark}"`' if mark else ""
        begins = begins or f"if the table begins there, write `skip_lines = {above}`"
        help_ = f"{begins}; a delimiter inside a text needs quotation marks around the text"
        yield records.context.finding("D305", "comment" if mark else "skip_lines", message, help=help_)
        return
    for line, cells in wrong[:SHOWN]:
        message = f"{records.path.name}, row {line}: it {_width(cells, names)}"
        yield records.context.finding("D305", "path", message, help=_what_to_do(cells))
    if len(wrong) > SHOWN:
        yield records.context.finding("D305", "path", f"{records.path.name}: more rows have another number of cells", help="mend them all")


def _width(cells: Sequence[str], names: Sequence[str]) -> str:
    return f"has {len(cells)} cell{'' if len(cells) == 1 else 's'}, and the table {len(names)} column{'' if len(names) == 1 else 's'}"


def _what_to_do(cells: Sequence[str]) -> str:
    if mark := _comment_mark(cells[0]):
        return f'if it is a comment, write `comment = "{mark}"`'
    return "mend the row; a delimiter inside a text needs quotation marks around the text"


def _comment_mark(line: str) -> str:
    return next((mark for mark in ("#", "%", "//") if line.lstrip().startswith(mark)), "")
