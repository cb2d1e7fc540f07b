"""Text with delimiters (CSV and its kin) as a table: every row exactly as it is written, or a finding that names it."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.numbers import is_number
from specbuild.running.data.tables.opened import BROKEN, TooLarge, opened
from specbuild.running.data.tables.table import TEXT, Table

CHUNK = 16_384  # rows that are held as Python objects
SHOWN = 10  # rows named one by one in findings
LOOKED_AT = 50  # first rows by which the delimiter is found
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_DELIMITERS = (",", ";", "\t", "|")
Record = tuple[int, list[str]]  # the line on which it begins, and its cells


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written.

    Attributes:
        header: Whether the first row holds the names; "auto" where no cell of it is a number.
        delimiter: The character between cells; "auto" finds it.
        encoding: The name of the encoding; "auto" is UTF-8, or what a byte-order mark says.
        decimal: The decimal mark of numbers.
    """

    header: bool | str = "auto"
    delimiter: str = "auto"
    encoding: str = "auto"
    decimal: str = "."


def read(context: LoadContext, path: Path, form: Form) -> Table:
    """Read one file.

    Raises:
        Refused: it is not a table written like that; every row at fault is named, up to a bound.
    """
    try:
        encoding = _encoding(path, form)
        with opened(path, context.memory) as file:
            records = _records(context, path, file, encoding, form)
            return _table(context, path, records, form)
    except TooLarge:
        message = f"`{path.name}` holds more than the {context.memory / 2**20:,.0f} MiB that data may take"
        raise Refused(
            context.finding("D303", "path", message, help="cut it into smaller tables, or train where there is more memory")
        ) from None
    except UnicodeError as error:
        raise Refused(_undecodable(context, path, form, error)) from error
    except csv.Error as error:
        raise Refused(context.finding("D302", "path", f"`{path.name}` cannot be read as a table: {error}", help=_QUOTES)) from error
    except (*BROKEN, ValueError) as error:
        message = f"`{path.name}` cannot be read: {getattr(error, 'strerror', None) or error or type(error).__name__}"
        raise Refused(context.finding("D302", "path", message, help="mend the file, or name another")) from error


_QUOTES = "look for a quotation mark that is never closed; one inside a quoted cell is written twice"


def _encoding(path: Path, form: Form) -> str:
    with opened(path, 4 * 2**20) as file:
        start = file.read(4)
    marked = next((name for mark, name in _BOMS if start.startswith(mark)), None)
    if form.encoding == "auto":
        return marked or "utf-8"
    return "utf-8-sig" if form.encoding == "utf-8" else form.encoding


def _records(context: LoadContext, path: Path, file: IO[bytes], encoding: str, form: Form) -> Iterator[Record]:
    """The rows with their lines. Blank lines do not count, but in a table of one column, where they are cells, unless they end it."""
    text = io.TextIOWrapper(file, encoding, newline="")
    first = list(itertools.islice(text, LOOKED_AT))
    delimiter = form.delimiter if form.delimiter != "auto" else _delimiter(context, path, first)
    reader = csv.reader(_without_nul(context, path, itertools.chain(first, text)), delimiter=delimiter, strict=True)
    begins, blank = 1, list[int]()
    for cells in reader:
        if cells:
            if len(cells) == 1:
                yield from ((line, [""]) for line in blank)
            blank = []
            yield begins, cells
        else:
            blank.append(begins)
        begins = reader.line_num + 1


def _without_nul(context: LoadContext, path: Path, lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            message = f"{path.name}, row {number}: there is a NUL character in it"
            raise Refused(context.finding("D304", "path", message, help='remove it; if the file is UTF-16, write `encoding = "utf-16"`'))
        yield line


def _delimiter(context: LoadContext, path: Path, lines: Sequence[str]) -> str:
    """The delimiter by which the first rows have equally many cells, and most of them."""
    widths = {mark: _width(lines, mark) for mark in _DELIMITERS}
    most = max(widths.values(), default=0)
    fitting = [mark for mark, width in widths.items() if width == most and width > 1]
    if len(fitting) == 1:
        return fitting[0]
    if "\t" in fitting and path.suffix.lower() in (".tsv", ".tab"):
        return "\t"  # the name of the file says so
    if not fitting and not any(mark in line for line in lines for mark in _DELIMITERS):
        return ","  # a single column
    # Rows of unequal length: the mark that the header has most often; the rows will be told one by one.
    counts = {mark: (lines[0].count(mark) if lines else 0) for mark in _DELIMITERS}
    best = [mark for mark, count in counts.items() if count and count == max(counts.values())]
    if len(best) == 1:
        return best[0]
    message = f"`{path.name}`: which character parts the cells cannot be told"
    raise Refused(context.finding("D309", "delimiter", message, help='write `delimiter = ","` or another'))


def _width(lines: Sequence[str], mark: str) -> int:
    try:
        rows = [row for row in csv.reader(lines, delimiter=mark) if row]
    except csv.Error:
        return 0
    rows = rows[:-1] if len(lines) == LOOKED_AT and len(rows) > 1 else rows  # the last one may go on beyond those lines
    widths = {len(row) for row in rows}
    return widths.pop() if len(widths) == 1 else 0


def _table(context: LoadContext, path: Path, records: Iterator[Record], form: Form) -> Table:
    first = next(records, None)
    if first is None:
        raise Refused(context.finding("D308", "path", f"`{path.name}` is empty", help="name another file"))
    named = _has_header(context, path, first[1], form)
    cells = [cell.strip() for cell in first[1]] if named else [""] * len(first[1])
    names = _names(context, path, cells)
    chunks, lines = _chunks(context, path, records if named else itertools.chain([first], records), names)
    if not len(lines):
        raise Refused(context.finding("D308", "path", f"`{path.name}` has a header and no rows", help="name another file"))
    columns = {name: np.concatenate(parts) for name, parts in zip(names, zip(*chunks, strict=True), strict=True)}
    nameless = frozenset(name for name, cell in zip(names, cells, strict=True) if named and not cell)
    return Table(columns, _Same(path.name, len(lines)), lines, named=named, nameless=nameless)


class _Same(Sequence[str]):
    """One name for every row."""

    def __init__(self, name: str, rows: int) -> None:
        self._name, self._rows = name, rows

    def __len__(self) -> int:
        return self._rows

    def __getitem__(self, at: Any) -> Any:  # rows are asked for one by one
        return self._name


def _has_header(context: LoadContext, path: Path, first: Sequence[str], form: Form) -> bool:
    if isinstance(form.header, bool):
        return form.header
    numbers = [cell.strip() for cell in first if is_number(cell.strip(), form.decimal)]
    if not numbers:
        return True
    message = f"`{path.name}`: the first row may be names or data, since it holds `{numbers[0]}`"
    raise Refused(
        context.finding("D307", "header", message, help="write `header = false` if it is data, `header = true` if these are names")
    )


def _names(context: LoadContext, path: Path, cells: Sequence[str]) -> list[str]:
    """The names of columns; one that has none is called by its number."""
    names = [cell or f"column {number}" for number, cell in enumerate(cells, 1)]
    findings = [
        context.finding("D306", "path", f"{path.name}: two columns are called `{name}`", help="give one of them another name")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    if findings:
        raise Refused(*findings[:SHOWN])
    return names


def _chunks(context: LoadContext, path: Path, records: Iterator[Record], names: Sequence[str]) -> tuple[list[list[np.ndarray]], np.ndarray]:
    chunks, lines, wrong = list[list[np.ndarray]](), list[np.ndarray](), list[Finding]()
    while rows := list(itertools.islice(records, CHUNK)):
        wrong += [_ragged(context, path, row, names) for row in rows if len(row[1]) != len(names)][: SHOWN + 1 - len(wrong)]
        if not wrong:
            columns = zip(*(cells for _, cells in rows), strict=True)
            chunks.append([np.strings.strip(np.array(column, dtype=TEXT)) for column in columns])
            lines.append(np.array([line for line, _ in rows]))
    if len(wrong) > SHOWN:
        wrong[SHOWN:] = [context.finding("D305", "path", f"{path.name}: more rows have another number of cells", help="mend them all")]
    if wrong:
        raise Refused(*wrong)
    return chunks, np.concatenate(lines) if lines else np.empty(0, int)


def _ragged(context: LoadContext, path: Path, row: Record, names: Sequence[str]) -> Finding:
    line, cells = row
    message = f"{path.name}, row {line}: it has {len(cells)} cell{'' if len(cells) == 1 else 's'}, and the table {len(names)} columns"
    return context.finding("D305", "path", message, help="mend the row; a delimiter inside a text needs quotation marks around the text")


def _undecodable(context: LoadContext, path: Path, form: Form, error: UnicodeError) -> Finding:
    encoding = "UTF-8" if form.encoding == "auto" else form.encoding
    where = f", row {line}" if (line := _first_bad_line(path, context.memory)) and encoding.lower() == "utf-8" else ""
    message = f"{path.name}{where}: this is not {encoding} text"
    return context.finding("D304", "encoding", message, help='state what it is: `encoding = "cp1252"` for most files of Western Windows')


def _first_bad_line(path: Path, limit: int) -> int | None:
    with opened(path, limit) as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return None
