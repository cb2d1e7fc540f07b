"""JSON lines as a table: an object a line, whose keys are the columns."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.opened import BROKEN, TooLarge, opened
from specbuild.running.data.tables.table import TEXT, Table

SUFFIXES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
SHOWN = 10
Row = tuple[int, dict[str, Any]]


def is_json_lines(path: Path) -> bool:
    """Whether a name, without what compressed it, is that of JSON lines."""
    return any(suffix.lower() in SUFFIXES for suffix in path.suffixes[-2:])


def read(context: LoadContext, path: Path) -> Table:
    """Read one file; texts stay as they are, numbers are written as JSON writes them, and null is an empty cell.

    Raises:
        Refused: a line is no object, objects have other keys than the first, or the file cannot be read.
    """
    try:
        with opened(path, context.memory) as file:
            rows, wrong = _rows(context, path, io.TextIOWrapper(file, "utf-8-sig"))
    except TooLarge:
        message = f"`{path.name}` holds more than the {context.memory / 2**20:,.0f} MiB that data may take"
        raise Refused(
            context.finding("D303", "path", message, help="cut it into smaller files, or train where there is more memory")
        ) from None
    except (*BROKEN, UnicodeError, ValueError) as error:
        message = f"`{path.name}` cannot be read: {getattr(error, 'strerror', None) or error or type(error).__name__}"
        raise Refused(context.finding("D302", "path", message, help="mend the file: JSON lines are UTF-8")) from error
    if not rows and not wrong:
        raise Refused(context.finding("D308", "path", f"`{path.name}` is empty", help="name another file"))
    wrong += list(_about_cells(context, path, rows))
    if wrong:
        raise Refused(*wrong[:SHOWN])
    return _table(path, rows)


def _rows(context: LoadContext, path: Path, lines: io.TextIOWrapper) -> tuple[list[Row], list[Finding]]:
    rows, wrong = list[Row](), list[Finding]()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            wrong.append(_finding(context, path, number, f"is no JSON ({error})"))
            continue
        if isinstance(value, dict):
            rows.append((number, value))
        else:
            wrong.append(_finding(context, path, number, "holds no object"))
    return rows, wrong


def _about_cells(context: LoadContext, path: Path, rows: list[Row]) -> Iterator[Finding]:
    names = set(rows[0][1]) if rows else set()
    for number, row in rows:
        if missing := sorted(names ^ set(row)):
            yield _finding(context, path, number, f"has other keys than the first: {', '.join(f'`{name}`' for name in missing[:5])}")


def _finding(context: LoadContext, path: Path, line: int, what: str) -> Finding:
    return context.finding(
        "D305", "path", f"{path.name}, line {line} {what}", help='every line is an object such as {"text": "...", "label": "..."}'
    )


def _table(path: Path, rows: list[Row]) -> Table:
    columns = {name: np.array([_cell(row[name]) for _, row in rows], TEXT) for name in rows[0][1]}
    return Table(columns, [path.name] * len(rows), np.array([number for number, _ in rows]))


def _cell(value: Any) -> str:
    """A text as it is, null as nothing, all else as JSON writes it."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate, which JSON can hold, has no UTF-8
    return "" if value is None else json.dumps(value, ensure_ascii=False)
