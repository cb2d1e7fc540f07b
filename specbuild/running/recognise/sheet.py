"""A table as its own cells tell it: whether the first row holds names, how numbers and gaps are written, what each column holds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext, memory_budget
from specbuild.running.data.tables.infer import Mixed, infer, looks_like_decimal_commas
from specbuild.running.data.tables.missing import USUAL, present
from specbuild.running.data.tables.numbers import is_number, to_number
from specbuild.running.data.tables.read import join, read_file
from specbuild.running.data.tables.table import Table
from specbuild.running.data.tables.text import Form
from specbuild.running.recognise import names
from specbuild.running.recognise.draft import Line, shown

_GROUPED = re.compile(r"[+-]?([1-9]\d{0,2}(,\d{3})+|\d{1,3})")  # 1,234, and what stands beside it
LOOKED_AT = 2000  # rows by which names are told from data
DELIMITERS = ("auto", ",", ";", "\t")
ENCODINGS = ("auto", "cp1252")  # in the order in which they are tried; the second reads any bytes


@dataclass(frozen=True, slots=True)
class Facts:
    """What a column holds.

    Attributes:
        name: Its name in the table.
        ref: What the spec calls it: its name, or its number where there are no names.
        kind: "numeric", "categorical", "boolean", "date", "mixed" (numbers and words) or "empty".
        cells: Its cells, of shape (rows,).
        present: Whether each holds something.
        different: How many different cells there are, gaps aside.
    """

    name: str
    ref: str | int
    kind: str
    cells: np.ndarray
    present: np.ndarray
    different: int

    @property
    def whole(self) -> bool:
        """Whether no cell is missing."""
        return bool(self.present.all())

    def numbers(self, decimal: str) -> np.ndarray:
        """Its cells as numbers, NaN where there is none."""
        found = [to_number(str(cell), decimal) if there else None for cell, there in zip(self.cells, self.present, strict=True)]
        return np.array([np.nan if number is None else number for number in found])

    @property
    def words(self) -> float:
        """Blanks in a cell, on average, and one more."""
        some = [str(cell) for cell in self.cells[self.present][:LOOKED_AT]]
        return sum(len(cell.split()) for cell in some) / max(1, len(some))

    @property
    def letters(self) -> float:
        """Characters of a cell, on average."""
        some = [str(cell) for cell in self.cells[self.present][:LOOKED_AT]]
        return sum(map(len, some)) / max(1, len(some))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that was read.

    Attributes:
        table: Its cells.
        form: How it is written, as far as that could not be left to `"auto"`.
        columns: What its columns hold.
        missing: Cells that mean that there is no value, beyond the usual ones.
        folder: The folder that names of files in it start from.
    """

    table: Table
    form: Form
    columns: Sequence[Facts]
    missing: Sequence[str]
    folder: Path

    def __len__(self) -> int:
        return len(self.table)

    @property
    def by_name(self) -> Mapping[str, Facts]:
        """The columns by their names."""
        return {one.name: one for one in self.columns}

    @property
    def parts(self) -> frozenset[str]:
        """The ready-made parts that there are."""
        return frozenset(self.table.parts or ())

    def form_lines(self) -> list[Line]:
        """The arguments of a loader that say how the table is written."""
        form, lines = self.form, []
        if form.header is False:
            lines.append(Line("header", False, "the first row is data: columns are numbered from 1"))
        if form.header is True:
            lines.append(Line("header", True, "the first row holds names, though some are numbers"))
        if form.delimiter != "auto":
            lines.append(Line("delimiter", form.delimiter, "not certain: another character would fit as well"))
        if form.encoding != "auto":
            lines.append(Line("encoding", form.encoding, "it is not UTF-8; make sure that letters beyond English look right"))
        if form.decimal != ".":
            lines.append(Line("decimal", form.decimal, "numbers are written 3,5"))
        return lines

    def missing_lines(self) -> list[Line]:
        """The argument that says which cells are gaps, where unusual ones are."""
        if not self.missing:
            return []
        return [Line("missing", [*USUAL, *self.missing], f"{shown(self.missing)} among numbers taken as gaps")]


def read_sheet(path: Path, files: Sequence[Path]) -> Sheet:
    """Read a table.

    Args:
        path: What was named.
        files: Its files, train first; they are ready-made parts where `path` is a folder.

    Raises:
        Refused: it cannot be read exactly; files and rows are named.
    """
    from specbuild.running.data.tables.read import parts_of

    context = LoadContext(base=Path(), at=(), memory=memory_budget())
    form = _with_header(files[0], context, _readable(files[0], context))
    parts = list(parts_of(path).values()) if path.is_dir() else []
    table = join(context, [read_file(context, file, form) for file in files], parts)
    return _sheet(table, form, path if path.is_dir() else path.parent)


def _readable(file: Path, context: LoadContext) -> Form:
    """The first form in which a file can be read.

    Raises:
        Refused: there is none; what is wrong with it as it stands.
    """
    first: Refused | None = None
    for encoding, delimiter in itertools.product(ENCODINGS, DELIMITERS):
        form = Form(header=False, encoding=encoding, delimiter=delimiter)
        try:
            read_file(context, file, form)
        except Refused as refused:
            first = first or refused
            if refused.findings[0].code not in ("D304", "D309"):
                break
        else:
            return form
    assert first is not None
    raise first


def _with_header(file: Path, context: LoadContext, form: Form) -> Form:
    table = read_file(context, file, form)
    if table.named:  # Parquet, JSON lines: the file itself holds names
        return replace(form, header="auto")
    first = [str(table[name][0]) for name in table.names]
    if not _holds_names(first, [table[name][1 : LOOKED_AT + 1] for name in table.names]):
        return form
    return replace(form, header=True if any(is_number(cell) for cell in first if cell) else "auto")


def _holds_names(first: Sequence[str], columns: Sequence[np.ndarray]) -> bool:
    """Whether the first row tells of those below it, instead of being one of them."""
    unnamed = [number for number, cell in enumerate(first) if not cell]
    if any(number and any(str(cell) for cell in columns[number]) for number in unnamed):
        return False  # a name may be missing over the numbers of the rows, and over nothing
    if not len(columns[0]):
        return not any(is_number(cell, ",") or is_number(cell) for cell in first)
    votes = [_vote(cell, rest) for cell, rest in zip(first, columns, strict=True)]
    if _counts_up([cell for cell, rest in zip(first, columns, strict=True) if is_number(cell) and _numeric(rest)]):
        return True
    return sum(votes) > 0 or (
        sum(votes) == 0 and len(set(first)) == len(first) and not any(is_number(cell) or is_number(cell, ",") for cell in first)
    )


def _vote(cell: str, rest: np.ndarray) -> int:
    """1 where a cell looks like the name of its column, -1 where it looks like one of its cells, 0 where it does not say."""
    number = is_number(cell) or is_number(cell, ",")
    if _numeric(rest):
        return -1 if number or cell in USUAL else 1
    if number:
        return -1
    texts = [str(one) for one in rest if str(one)]
    if cell in texts:
        return -1
    longest = max(map(len, texts), default=0)
    few = len(set(texts)) <= max(2, len(texts) // 5)
    return 1 if few or (longest > 60 and len(cell) <= 30) else 0


def _numeric(rest: np.ndarray) -> bool:
    texts = [str(one) for one in rest if str(one) not in USUAL]
    return bool(texts) and sum(is_number(text) or is_number(text, ",") for text in texts) >= 0.9 * len(texts)


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether these are numbers in a row, such as 0, 1, 2 ... or years: names of steps, and no data."""
    numbers = [to_number(cell) for cell in cells]
    steps = {round(b - a, 9) for a, b in itertools.pairwise(numbers) if a is not None and b is not None}
    return len(cells) >= 3 and len(steps) == 1 and steps != {0}


def _sheet(table: Table, form: Form, folder: Path) -> Sheet:
    every = {name: present(table[name], USUAL) for name in table.names}
    commas = [name for name in table.names if looks_like_decimal_commas(table[name], every[name])]
    grouped = [name for name in commas if all(_GROUPED.fullmatch(str(cell)) for cell in table[name][every[name]])]
    if grouped:
        message = f"{table.files[0]}: numbers in the column `{grouped[0]}` are written like `{_first_comma(table[grouped[0]])}`"
        help_ = "write them without marks between thousands; a comma before three digits might be a decimal mark too"
        raise Refused(Finding("N006", (), message, help=help_))
    decimal = "," if commas and table.named is not None and not any(_points(table[name]) for name in table.names) else "."
    marks = sorted({mark for name in table.names for mark in _marks(table[name], every[name], decimal)})
    columns = [_facts(table, number, name, [*USUAL, *marks], decimal) for number, name in enumerate(table.names, 1)]
    return Sheet(table, replace(form, decimal=decimal), columns, marks, folder)


def _first_comma(cells: np.ndarray) -> str:
    return next(str(cell) for cell in cells if "," in str(cell))


def _points(cells: np.ndarray) -> bool:
    """Whether numbers with a decimal point, which no whole numbers are, make up a column."""
    some = [str(cell) for cell in cells[:LOOKED_AT] if str(cell)]
    return bool(some) and any("." in cell for cell in some) and all(is_number(cell) for cell in some)


def _marks(cells: np.ndarray, there: np.ndarray, decimal: str) -> Iterator[str]:
    """Words among numbers that mean a gap."""
    different = [str(text) for text in np.unique(cells[there])]
    words = [text for text in different if not is_number(text, decimal)]
    if words and len(words) < len(different) and all(word.casefold() in names.GAPS for word in words):
        yield from words


def _facts(table: Table, number: int, name: str, missing: Sequence[str], decimal: str) -> Facts:
    cells = table[name]
    there = present(cells, missing)
    try:
        kind = table.kinds.get(name) or infer(cells, there, decimal) or "empty"
    except Mixed:
        kind = "mixed"
    named = table.named and name not in table.nameless
    return Facts(name, name if named else number, kind, cells, there, len(np.unique(cells[there])))
