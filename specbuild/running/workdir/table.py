"""Tables as CSV in UTF-8, one line a row, for any text at all: what a line cannot hold is written as an escape."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from specbuild.running.workdir import atomic

# Python keeps the bytes of a name that is not UTF-8 as lone surrogates. The backslash itself is escaped, so that reading is exact.
_SPECIAL = re.compile(r"[\\\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|\\)")


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table, replacing what was there."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in (header, *rows):
        writer.writerow([escaped(cell) for cell in row])
    atomic.write_text(path, text.getvalue())


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    """Read a table as its header and its rows.

    Raises:
        ValueError: it is empty, not UTF-8, or a row has another number of cells than the header.
    """
    reader = csv.reader(io.StringIO(path.read_text(encoding="utf-8")), strict=True)
    try:
        lines = [[unescaped(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error
    if not lines:
        raise ValueError("the table is empty")
    header, *rows = lines
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise ValueError(f"line {number} has {len(row)} cells where the header has {len(header)}")
    return header, rows


def escaped(text: str) -> str:
    r"""Write control characters, bytes that are not UTF-8 and backslashes as `\udcff` and `\\`."""
    return _SPECIAL.sub(lambda found: r"\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}", text)


def unescaped(text: str) -> str:
    """The text that was escaped."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\\", text)
