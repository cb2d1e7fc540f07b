"""Tables whose header says what every column holds (`@...` lines, then `@data`), as ARFF and the files of sktime and aeon are written."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.table import TEXT, Table

SHOWN = 10
DATA = "@data"


class Unfit(Exception):
    """Raised for a line of the header, or a row, that is not what it has to be; says what is wrong with it, as `it ...` would."""

    def __init__(self, what: str, help: str) -> None:
        """Say it, and what to do."""
        super().__init__(what)
        self.what, self.help = what, help


@dataclass(frozen=True, slots=True)
class Headed:
    """A file that is being read.

    Attributes:
        context: What belongs to the run.
        path: The file.
        lines: Its lines with their numbers, comments and empty ones left out.
    """

    context: LoadContext
    path: Path
    lines: Iterator[tuple[int, str]]

    @classmethod
    def of(cls, context: LoadContext, path: Path, text: IO[str], comment: str) -> Headed:
        """The lines of an open file."""
        numbered = ((number, line.strip()) for number, line in enumerate(text, 1))
        return cls(context, path, ((number, line) for number, line in numbered if line and not line.startswith(comment)))

    def header(self) -> Iterator[tuple[int, str]]:
        """The lines above the data.

        Raises:
            Refused: there is none that says where the data begin.
        """
        for number, line in self.lines:
            if line.casefold() == DATA:
                return
            yield number, line
        message = f"`{self.path.name}` has no line `{DATA}`, after which its rows stand"
        raise Refused(self.context.finding("D305", "path", message, help="mend the file; one that was cut off ends too early"))

    def rows(self) -> tuple[str, Iterator[tuple[int, str]]]:
        """The first row below the header, empty where there is none; and all of them."""
        first = next(self.lines, (0, ""))
        return first[1], itertools.chain([first] if first[1] else [], self.lines)

    def refused(self, number: int, unfit: Unfit) -> Refused:
        """What is wrong with a line."""
        return Refused(self.context.finding("D305", "path", f"{self.path.name}, row {number}: it {unfit.what}", help=unfit.help))

    def table(self, rows: Iterator[tuple[int, Sequence[str] | Unfit]], kinds: Mapping[str, str], *, whole: bool) -> Table:
        """The table that rows make.

        Args:
            rows: The line of each, with its cells, or what is wrong with it.
            kinds: The columns, and what each holds; columns of which nothing is said hold an empty text.
            whole: Whether all rows have to fit.

        Raises:
            Refused: there are none, or some do not fit; these are named, up to a bound.
        """
        fitting, wrong = list[tuple[int, Sequence[str]]](), list[tuple[int, Unfit]]()
        for number, row in rows:
            if isinstance(row, Unfit):
                wrong.append((number, row))
            else:
                fitting.append((number, row))
        if wrong and (whole or not fitting):
            raise Refused(*(finding for number, unfit in wrong[:SHOWN] for finding in self.refused(number, unfit).findings))
        if not fitting:
            raise Refused(self.context.finding("D308", "path", f"`{self.path.name}` has no rows", help="name another file"))
        cells = zip(*(cells for _, cells in fitting), strict=True)
        columns = {name: np.array(column, dtype=TEXT) for name, column in zip(kinds, cells, strict=True)}
        lines = np.array([number for number, _ in fitting])
        said = {name: kind for name, kind in kinds.items() if kind}
        return Table(columns, [self.path.name] * len(fitting), lines, kinds=said, astray={number: one.what for number, one in wrong})
