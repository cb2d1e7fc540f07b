"""A table as its own cells tell it: whether the first row holds names, how numbers and gaps are written, what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from specbuild.running.data.context import LoadContext
from specbuild.running.data.memory import memory_budget
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.infer import Mixed, infer
from specbuild.running.data.tables.missing import USUAL, present
from specbuild.running.data.tables.numbers import Notation, to_number
from specbuild.running.data.tables.read import join, parts_of, read_file
from specbuild.running.data.tables.table import Table
from specbuild.running.recognise.draft import Line, shown
from specbuild.running.recognise.form import find_form
from specbuild.running.recognise.header import LOOKED_AT
from specbuild.running.recognise.written import Written, written


@dataclass(frozen=True, slots=True)
class Facts:
    """What a column holds.

    Attributes:
        name: Its name in the table.
        ref: What the spec calls it: its name, or its number where there are no names.
        kind: "numeric", "categorical", "boolean", "date", "mixed" (numbers and words), "doubtful" (numbers but for a slip or two, which the
            run will name) or "empty".
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

    def numbers(self, notation: Notation) -> np.ndarray:
        """Its cells as numbers, NaN where there is none."""
        found = [to_number(str(cell), notation) if there else None for cell, there in zip(self.cells, self.present, strict=True)]
        return np.array([np.nan if number is None else number for number in found])

    @property
    def words(self) -> float:
        """Words of a cell, on average; where words stand without blanks between them, two signs count as one."""
        some = [str(cell) for cell in self.cells[self.present][:LOOKED_AT]]
        return sum(len(cell.split()) + len(_WITHOUT_BLANKS.findall(cell)) / 2 for cell in some) / max(1, len(some))

    @property
    def without_blanks(self) -> bool:
        """Whether most of its letters are of a script that puts no blanks between words, such as Chinese."""
        some = "".join(str(cell) for cell in self.cells[self.present][:LOOKED_AT])
        return len(_WITHOUT_BLANKS.findall(some)) > len(some) / 2

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
        written: How its cells are written.
        folder: The folder that names of files in it start from.
    """

    table: Table
    form: Form
    columns: Sequence[Facts]
    written: Written
    folder: Path

    def __len__(self) -> int:
        return len(self.table)

    @property
    def parts(self) -> frozenset[str]:
        """The ready-made parts that there are."""
        return frozenset(self.table.parts or ())

    def form_lines(self) -> list[Line]:
        """The arguments of a loader that say how the rows of the table are written."""
        form, lines = self.form, []
        if form.skip_lines:
            lines.append(Line("skip_lines", form.skip_lines, "lines above the table"))
        if form.comment is not None:
            lines.append(Line("comment", form.comment, "lines that begin with it are no rows"))
        if form.header is False:
            lines.append(Line("header", False, "the first row is data: columns are numbered from 1"))
        elif form.header != "auto":
            lines.append(Line("header", form.header, _HEADERS[form.header is True]))
        if form.delimiter != "auto":
            lines.append(Line("delimiter", form.delimiter, "not certain: another character would fit as well"))
        if form.quotechar != '"':
            lines.append(Line("quotechar", form.quotechar, "quotation marks do not come in pairs: they are taken for text"))
        if form.encoding != "auto":
            lines.append(Line("encoding", form.encoding, "it is not UTF-8; make sure that letters beyond English look right"))
        return lines

    def number_lines(self) -> list[Line]:
        """The arguments that say how numbers are written."""
        numbers, example = self.form.numbers, self.written.example
        said = {"decimal": numbers.decimal if numbers.decimal != "." else None, "thousands": numbers.thousands, "units": numbers.units}
        lines = [Line(key, list(value) if key == "units" else value) for key, value in said.items() if value]
        doubt = "" if self.written.sure else "; not certain: the mark may be the other one"
        value = to_number(example, numbers)
        return [lines[0]._replace(why=f"numbers are written {example}, which is {value:.10g}{doubt}"), *lines[1:]] if lines else []

    def date_lines(self) -> list[Line]:
        """The argument that says how dates are written."""
        forms = self.written.dates
        doubt = f'; not certain: "{forms[1]}" would fit as well' if len(forms) > 1 else ""
        return [Line("date_format", forms[0], f"make sure that day and month are not exchanged{doubt}")] if forms else []

    def missing_lines(self) -> list[Line]:
        """The argument that says which cells are gaps, where unusual ones are."""
        gaps = self.written.gaps
        return [Line("missing", [*USUAL, *gaps], f"{shown(gaps)} among numbers taken as gaps")] if gaps else []


_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
)  # Thai, Khmer, kana, Han ...
_SLIPS = 0.95  # share of numbers from which on words among them are rather a row of totals, or a slip
_HEADERS = {True: "the first row holds names, though some may look like data", False: "rows that hold names; their cells are joined"}


def read_sheet(path: Path, files: Sequence[Path]) -> Sheet:
    """Read a table.

    Args:
        path: What was named.
        files: Its files, train first; they are ready-made parts where `path` is a folder.

    Raises:
        Refused: it cannot be read exactly; files and rows are named.
    """
    context = LoadContext(base=Path(), at=(), memory=memory_budget())
    form = find_form(files[0], context)
    parts = list(parts_of(path).values()) if path.is_dir() else []
    table = join(context, [read_file(context, file, form) for file in files], parts)
    found = written(table)
    columns = [_facts(table, number, name, found) for number, name in enumerate(table.names, 1)]
    return Sheet(table, replace(form, numbers=found.numbers), columns, found, path if path.is_dir() else path.parent)


def _facts(table: Table, number: int, name: str, found: Written) -> Facts:
    cells = table[name]
    there = present(cells, [*USUAL, *found.gaps])
    try:
        kind = table.kinds.get(name) or infer(cells, there, found.numbers, found.dates[0] if found.dates else None) or "empty"
    except Mixed as mixed:
        kind = "mixed" if mixed.share < _SLIPS else "doubtful"
    named = table.named and name not in table.nameless
    return Facts(name, name if named else number, kind, cells, there, len(np.unique(cells[there])))
