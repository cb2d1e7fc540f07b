"""ARFF, the tables of Weka and OpenML: a header says what every column holds; a relational column holds the channels of series."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.headed import Headed, Unfit
from specbuild.running.data.tables.table import SERIES, Table
from specbuild.running.data.tables.text import decoded

SUFFIX = ".arff"
_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_ATTRIBUTE = re.compile(rf"@attribute\s+({_QUOTED}|[^\s{{]+)\s*(\{{.*\}}|\S.*)", re.IGNORECASE)
_CELL = re.compile(rf"\s*({_QUOTED}|[^'\"\s,][^,\t]*?|)\s*([,\t]|$)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_KINDS = {"numeric": "numeric", "real": "numeric", "integer": "numeric", "string": "categorical", "date": "date", "relational": SERIES}
_DENSE = "write the values of all columns, in their order: `@data` with a comma between them"


def read(context: LoadContext, path: Path, form: Form, *, whole: bool = True) -> Table:
    """Read one file; see `read_file`.

    Raises:
        Refused: it is not such a file, is sparse, or rows are not what the header says.
    """
    with decoded(context, path, form) as text:
        file = Headed.of(context, path, text, comment="%")
        columns = _columns(file)
        first, rows = file.rows()
        reader = _Reader(columns, _channels(columns, first))
        return file.table(((number, reader.row(line)) for number, line in rows), reader.kinds, whole=whole)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its name, what it holds, and its levels where the header lists them."""

    name: str
    kind: str
    levels: frozenset[str] = field(default_factory=frozenset)


def _columns(file: Headed) -> list[_Column]:
    """The columns by the header; those inside a relational one are its steps, and no columns."""
    found, inside = list[_Column](), False
    for number, line in file.header():
        word = line.split()[0].casefold()
        if word == "@end":
            inside = False
        elif word == "@attribute" and not inside:
            found.append(_column(file, number, line))
            inside = found[-1].kind == SERIES
        elif word not in ("@relation", "@attribute"):
            raise file.refused(number, Unfit(f"is no line of a header: `{line[:40]}`", "it holds `@relation` and `@attribute` lines"))
    twice = [one.name for at, one in enumerate(found) if one.name in {other.name for other in found[:at]}]
    if twice or not found:
        what = f"calls two columns `{twice[0]}`" if twice else "has no columns"
        raise file.refused(1, Unfit(what, "every column has an `@attribute` line with a name of its own"))
    return found


def _column(file: Headed, number: int, line: str) -> _Column:
    match = _ATTRIBUTE.fullmatch(line)
    if match is None:
        raise file.refused(number, Unfit(f"is no `@attribute` with a name and a type: `{line[:40]}`", "`@attribute width numeric`"))
    name, said = _bare(match[1]), match[2]
    if said.startswith("{"):
        levels = _cells(said[1:-1])
        return _Column(name, "categorical", frozenset(() if isinstance(levels, Unfit) else levels))
    kind = _KINDS.get(said.split()[0].casefold())
    if kind is None:
        raise file.refused(number, Unfit(f"says that `{name}` holds `{said}`", f"there are {', '.join(_KINDS)} and {{a, b}}"))
    return _Column(name, kind)


def _channels(columns: Sequence[_Column], first: str) -> int:
    """How many channels the relational column holds in the first row."""
    cells = _cells(first)
    place = next((place for place, one in enumerate(columns) if one.kind == SERIES), None)
    fits = place is not None and not isinstance(cells, Unfit) and len(cells) == len(columns)
    return len(cells[place].splitlines()) if fits else 1  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes cells of lines."""

    columns: Sequence[_Column]
    channels: int

    @property
    def kinds(self) -> Mapping[str, str]:
        """The columns of the table, and what each holds."""
        return {name: one.kind for one in self.columns for name in self._names(one)}

    def row(self, line: str) -> Sequence[str] | Unfit:
        """The cells of a row, or what is wrong with it."""
        if line.startswith("{"):
            return Unfit("is sparse, as `{2 5, 7 a}`, which is not read", _DENSE)
        cells = _cells(line)
        if isinstance(cells, Unfit):
            return cells
        if len(cells) != len(self.columns):
            return Unfit(f"has {len(cells)} cells, and the header {len(self.columns)} columns", "mend the row")
        made = list[str]()
        for one, cell in zip(self.columns, cells, strict=True):
            inside = cell.splitlines() if one.kind == SERIES else [cell]
            if one.levels and cell not in one.levels and cell != "?":
                return Unfit(
                    f"holds `{cell[:40]}` in the column `{one.name}`, which the header does not list", "mend the row or the header"
                )
            if len(inside) != len(self._names(one)):
                return Unfit(f"has {len(inside)} of {self.channels} channels", "mend the row")
            made += inside
        return made

    def _names(self, column: _Column) -> list[str]:
        return [f"dim_{number}" for number in range(self.channels)] if column.kind == SERIES else [column.name]


def _cells(line: str) -> list[str] | Unfit:
    """The cells of a line, without their quotation marks."""
    if "'" not in line and '"' not in line:
        return [cell.strip() for cell in line.split("," if "," in line else "\t")]
    return _quoted(line)


def _quoted(line: str) -> list[str] | Unfit:
    cells, at, more = list[str](), 0, True
    while more:
        match = _CELL.match(line, at)
        if match is None:
            return Unfit("has a quotation mark that is not closed, or stands inside a cell", "write a backslash before one that is text")
        cells.append(_bare(match[1]))
        at, more = match.end(), bool(match[2])
    return cells


def _bare(text: str) -> str:
    """A text without the quotation marks around it, and what a backslash hides."""
    if text[:1] not in ("'", '"'):
        return text
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), text[1:-1])
