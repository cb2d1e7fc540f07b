"""Text with delimiters (CSV and its kin) as a table: every row exactly as it is written, or a finding that names it."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.foreign import LOOKED_AT, foreign, misnamed
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.opened import BROKEN, NoTable, TooLarge, opened
from specbuild.running.data.tables.records import Records
from specbuild.running.data.tables.rows import table_of
from specbuild.running.data.tables.table import Table

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


_ZERO = b"\0"


def read(context: LoadContext, path: Path, form: Form, *, whole: bool = True) -> Table:
    """Read one file; see `read_file`.

    Raises:
        Refused: it is not a table written like that; every row at fault is named, up to a bound.
    """
    with decoded(context, path, form) as lines:
        if found := misnamed(_start(path)):
            raise NoTable(found)
        return table_of(Records(context, path, lines, form), whole=whole)


@contextmanager
def decoded(context: LoadContext, path: Path, form: Form) -> Iterator[IO[str]]:
    """The lines of a file of text, decompressed and decoded as they are read.

    Raises:
        Refused: it is no text, not in its encoding, damaged, or larger than is allowed.
    """
    try:
        encoding = _encoding(_start(path), form)
        with opened(path, context.memory) as file:
            yield io.TextIOWrapper(file, encoding, newline="")
    except NoTable as error:
        message = f"`{path.name}` is no table: it is {error.foreign.what}"
        raise Refused(context.finding("D302", "path", message, help=error.foreign.help)) from error
    except TooLarge:
        message = f"`{path.name}` holds more than the {context.memory / 2**20:,.0f} MiB that data may take"
        raise Refused(
            context.finding("D303", "path", message, help="cut it into smaller tables, or train where there is more memory")
        ) from None
    except UnicodeError as error:
        raise Refused(_undecodable(context, path, form, error)) from error
    except (*BROKEN, ValueError) as error:
        message = f"`{path.name}` cannot be read: {getattr(error, 'strerror', None) or error or type(error).__name__}"
        raise Refused(context.finding("D302", "path", message, help="mend the file, or name another")) from error


def lines_above(context: LoadContext, path: Path, form: Form) -> int:
    """How many lines seem to stand above a table that can be opened and decoded; 0 where none do."""
    with opened(path, context.memory) as file:
        return Records(context, path, io.TextIOWrapper(file, _encoding(_start(path), form), newline=""), form).above()


def _start(path: Path) -> bytes:
    """The first bytes of a table, decompressed."""
    with opened(path, 4 * 2**20) as file:
        start = file.read(LOOKED_AT)
    if found := foreign(start):
        raise NoTable(found)
    return start


def _encoding(start: bytes, form: Form) -> str:
    marked = next((name for mark, name in _BOMS if start.startswith(mark)), None)
    if form.encoding == "auto":
        return marked or "utf-8"
    if form.encoding in ("utf-16", "utf-32") and marked is None:  # without a mark, which Python's own needs: the zeros tell the order
        return f"{form.encoding}-{'be' if start[:1] == _ZERO else 'le'}"
    return "utf-8-sig" if form.encoding == "utf-8" else form.encoding


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
