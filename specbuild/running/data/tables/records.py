"""The rows of a text with delimiters: their cells, and the lines on which they begin."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.delimiter import LOOKED_AT, delimiter_of, is_fixed_width, lines_above, reader
from specbuild.running.data.tables.form import Form

Record = tuple[int, list[str]]  # the line on which it begins, and its cells
_SAID = re.compile(r'"?sep=([^"\r\n])"?', re.IGNORECASE)  # a first line that Excel writes and reads


class Records:
    """The rows of one file, in order, each once.

    Blank lines do not count, but in a table of one column, where they are cells, unless they end it.

    Attributes:
        context: What belongs to the run.
        path: The file.
        form: How it is written.
        delimiter: What parts its cells.
    """

    def __init__(self, context: LoadContext, path: Path, text: IO[str], form: Form) -> None:
        """Look at the first lines of an open file.

        Raises:
            Refused: which character parts its cells cannot be told.
        """
        self.context, self.path, self.form = context, path, form
        lines = itertools.islice(enumerate(text, 1), form.skip_lines, None)
        first = list(itertools.islice(lines, LOOKED_AT))
        said = _SAID.fullmatch(first[0][1].strip()) if first else None
        first = first[1:] if said else first
        self._first, self._lines = first, itertools.chain(first, lines)
        self._fresh, self._begins = True, 0
        self.delimiter = form.delimiter if form.delimiter != "auto" else said[1] if said else self._delimiter()

    def _delimiter(self) -> str:
        found = delimiter_of(self.path, self._looked_at(), self.form.quotechar)
        if found == "," and sum(map(is_fixed_width, self._looked_at())) > len(self._looked_at()) / 2:
            message = f"`{self.path.name}`: blanks part the cells, but not equally many in every row, as where columns have a fixed width"
            raise Refused(self.context.finding("D309", "delimiter", message, help="save it with commas or tabs between the columns"))
        if found is None:
            message = f"`{self.path.name}`: which character parts the cells cannot be told"
            raise Refused(self.context.finding("D309", "delimiter", message, help='write `delimiter = ","` or another'))
        return found

    def _looked_at(self) -> Sequence[str]:
        return [line for _, line in self._first if not self._is_comment(line)]

    def _is_comment(self, line: str) -> bool:
        return self.form.comment is not None and line.lstrip().startswith(self.form.comment)

    @property
    def first_line(self) -> str:
        """The first line that is no comment and says no delimiter; empty where there is none."""
        return next(iter(self._looked_at()), "")

    def above(self) -> int:
        """How many lines seem to stand above the table; 0 where its first rows tell nothing."""
        lines = [line for _, line in self._first]
        found = lines_above(lines, self.delimiter, self.form.quotechar)
        return self._first[found][0] - 1 if found else 0

    def __iter__(self) -> Iterator[Record]:
        """The rows.

        Raises:
            Refused: there is a NUL, or a quotation mark stands where it cannot.
        """
        rows, blank = reader(self._text(), self.delimiter, self.form.quotechar), list[int]()
        while True:
            self._fresh = True
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                raise Refused(self._quoted_wrongly(error)) from error
            if not cells:
                blank.append(self._begins)
                continue
            if len(cells) == 1:
                yield from ((line, [""]) for line in blank)
            blank = []
            yield self._begins, cells

    def _text(self) -> Iterator[str]:
        """The lines that belong to rows; what looks like a comment inside quotation marks is text."""
        for number, line in self._lines:
            if self._fresh and self._is_comment(line):
                continue
            if "\0" in line:
                message = f"{self.path.name}, row {number}: there is a NUL character in it"
                help_ = 'remove it; if the file is UTF-16, write `encoding = "utf-16"`'
                raise Refused(self.context.finding("D304", "path", message, help=help_))
            if self._fresh:
                self._begins, self._fresh = number, False
            yield line

    def _quoted_wrongly(self, error: csv.Error) -> Finding:
        what = "a quotation mark is never closed" if "end of data" in str(error) else f"quotation marks stand wrongly ({error})"
        help_ = 'one inside a quoted cell is written twice; where such marks are part of the texts, write `quotechar = "none"`'
        return self.context.finding("D302", "path", f"{self.path.name}, row {self._begins}: {what}", help=help_)
