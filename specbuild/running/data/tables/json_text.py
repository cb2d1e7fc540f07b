"""JSON as a table: an object a line (JSON lines), a list of objects, or columns as pandas and others write them."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.opened import BROKEN, NoTable, TooLarge, opened
from specbuild.running.data.tables.table import SERIES, TEXT, Table

LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
SUFFIXES = LINES | {".json"}
SHOWN = 10
_DEEPEST = 8  # objects in objects
Row = tuple[int, dict[str, Any]]  # its line, or its number, and its cells by column


class Wrong(NamedTuple):
    """A row at fault: its line, or its number; what is wrong with it, and what to do."""

    row: int
    what: str
    help: str


_A_LINE = 'every line is an object such as {"text": "...", "label": "..."}'
_A_TABLE = "write a list of objects, one for each row; or an object of lists, one for each column"


def is_json(path: Path) -> bool:
    """Whether a name, without what compressed it, is that of JSON."""
    return any(suffix.lower() in SUFFIXES for suffix in path.suffixes[-2:])


def read(context: LoadContext, path: Path, form: Form, *, whole: bool = True) -> Table:
    """Read one file; texts stay as they are, numbers are written as the loader reads them, and null is an empty cell; see `read_file`.

    Raises:
        Refused: it is no such table, rows have other keys than most, or it cannot be read.
    """
    try:
        with opened(path, context.memory) as file:
            text = io.TextIOWrapper(file, "utf-8-sig").read()
    except TooLarge:
        message = f"`{path.name}` holds more than the {context.memory / 2**20:,.0f} MiB that data may take"
        raise Refused(
            context.finding("D303", "path", message, help="cut it into smaller files, or train where there is more memory")
        ) from None
    except (*BROKEN, NoTable, UnicodeError, ValueError) as error:
        message = f"`{path.name}` cannot be read: {getattr(error, 'strerror', None) or error or type(error).__name__}"
        raise Refused(context.finding("D302", "path", message, help="mend the file: JSON is UTF-8")) from error
    nested, wrong = _lines(text) if _is_lines(path, text) else _document(context, path, text)
    rows = [(number, _flat(row)) for number, row in nested]
    if not rows and not wrong:
        raise Refused(context.finding("D308", "path", f"`{path.name}` is empty", help="name another file"))
    fitting, others = _by_keys(rows)
    wrong += others
    if wrong and (whole or not fitting):
        raise Refused(*(_finding(context, f"{path.name}, row {one.row} {one.what}", one.help) for one in wrong[:SHOWN]))
    columns = {name: np.array([_cell(row[name], form.numbers.decimal) for _, row in fitting], TEXT) for name in fitting[0][1]}
    lines = np.array([number for number, _ in fitting])
    kinds = {name: SERIES for name in columns if all(_is_series(row[name]) for _, row in fitting)}
    return Table(columns, [path.name] * len(fitting), lines, kinds=kinds, astray={one.row: one.what for one in wrong})


def _is_series(value: Any) -> bool:
    """Whether a cell holds several numbers."""
    return isinstance(value, list) and len(value) > 1 and all(isinstance(one, int | float | None) for one in value)


def _flat(row: Mapping[str, Any], deep: int = _DEEPEST) -> dict[str, Any]:
    """The cells of a row, those of objects in it under names such as `user.age`; what lies deeper is one cell."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        inside = _flat(value, deep - 1) if isinstance(value, dict) and value and deep else None
        found |= {name: value} if inside is None else {f"{name}.{inner}": cell for inner, cell in inside.items()}
    return found


def _is_lines(path: Path, text: str) -> bool:
    """Whether each line stands for itself: by the name, else because the first line is whole and is not all there is."""
    if text.lstrip()[:1] == "[":
        return False
    if any(suffix.lower() in LINES for suffix in path.suffixes[-2:]) or not text.strip():
        return True
    first, _, others = text.lstrip().partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return bool(others.strip())


def _lines(text: str) -> tuple[list[Row], list[Wrong]]:
    rows, wrong = list[Row](), list[Wrong]()
    for number, line in enumerate(io.StringIO(text), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            wrong.append(Wrong(number, f"is no JSON ({error})", _A_LINE))
            continue
        if isinstance(value, dict):
            rows.append((number, value))
        else:
            wrong.append(Wrong(number, "holds no object", _A_LINE))
    return rows, wrong


def _document(context: LoadContext, path: Path, text: str) -> tuple[list[Row], list[Wrong]]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"{path.name}, line {error.lineno}, column {error.colno}: this is no JSON ({error.msg})"
        raise Refused(_finding(context, message, "mend the file; a file that was cut off ends too early")) from error
    except (ValueError, RecursionError) as error:  # digits without end, or brackets in brackets
        raise Refused(_finding(context, f"`{path.name}` is no JSON ({error})", "mend the file")) from error
    rows = value if isinstance(value, list) else _by_row(value) if isinstance(value, dict) else None
    if rows is None:
        raise Refused(_finding(context, f"`{path.name}` holds {_holding(value)}, and no rows", _A_TABLE))
    wrong = [Wrong(number, "is no object", _A_TABLE) for number, row in enumerate(rows, 1) if not isinstance(row, dict)]
    return [(number, row) for number, row in enumerate(rows, 1) if isinstance(row, dict)], wrong


def _by_row(value: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The rows of an object of columns: lists, objects with equal keys, names and rows apart, or the only row; None where it has none."""
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list) and set(value) <= {"columns", "data", "index"}:
        fits = all(isinstance(row, list) and len(row) == len(names) for row in data) and len({str(name) for name in names}) == len(names)
        return [dict(zip(map(str, names), row, strict=True)) for row in data] if fits else None
    columns = list(value.values())
    if columns and all(isinstance(column, list) and len(column) == len(columns[0]) for column in columns):
        return [dict(zip(value, cells, strict=True)) for cells in zip(*columns, strict=True)]
    if columns and all(isinstance(column, dict) and column.keys() == columns[0].keys() for column in columns):
        return [{name: column[row] for name, column in value.items()} for row in columns[0]]
    return [dict(value)] if columns and not any(isinstance(column, list | dict) for column in columns) else None  # one row


def _holding(value: Any) -> str:
    if not isinstance(value, dict):
        return "a single value"
    lists = [name for name, inner in value.items() if isinstance(inner, list)]
    lengths = {len(value[name]) for name in lists}
    if len(lists) == len(value) and len(lengths) > 1:
        return f"lists of {min(lengths)} to {max(lengths)} values"
    return f"an object with the keys {', '.join(f'`{name}`' for name in list(value)[:5])}" if value else "an empty object"


def _by_keys(rows: list[Row]) -> tuple[list[Row], list[Wrong]]:
    """The rows that have the keys of most, and what is wrong with the others."""
    usual = Counter(frozenset(row) for _, row in rows).most_common(1)[0][0] if rows else frozenset()
    wrong = [
        Wrong(number, f"has other keys than most rows: {', '.join(f'`{name}`' for name in sorted(usual ^ row.keys())[:5])}", _SAME_KEYS)
        for number, row in rows
        if row.keys() != usual
    ]
    return [row for row in rows if row[1].keys() == usual], wrong


_SAME_KEYS = "write the same keys for all rows; null stands for no value"


def _finding(context: LoadContext, message: str, help_: str) -> Finding:
    return context.finding("D305", "path", message, help=help_)


def _cell(value: Any, decimal: str) -> str:
    """A text as it is, null as nothing, a number with that mark, all else as JSON writes it."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate, which JSON can hold, has no UTF-8
    if isinstance(value, float):
        return json.dumps(value).replace(".", decimal)
    return "" if value is None else json.dumps(value, ensure_ascii=False)
