"""Parquet as a table, read by Polars; what a column holds is known from the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.table import TEXT, Table

if TYPE_CHECKING:
    import polars

MAGIC = b"PAR1"
_INDEX = re.compile(r"__index_level_\d+__")  # what pandas calls an index that has no name


def read(context: LoadContext, path: Path, form: Form) -> Table:
    """Read one file; numbers are written as the loader reads them.

    Raises:
        Refused: Polars is not installed, the file is damaged or too large, or a column holds lists or the like.
    """
    polars = _polars(context)
    try:
        lazy = polars.scan_parquet(path)
        schema = dict(lazy.collect_schema())
        _check(context, path, schema, rows=int(lazy.select(polars.len()).collect().item()))
        frame = lazy.collect()
    except polars.exceptions.PolarsError as error:
        message = f"`{path.name}` cannot be read: {str(error).splitlines()[0]}"
        raise Refused(context.finding("D302", "path", message, help="mend the file, or name another")) from error
    if not frame.height:
        raise Refused(context.finding("D308", "path", f"`{path.name}` has no rows", help="name another file"))
    columns = {name: _texts(frame[name], form.numbers.decimal) for name in frame.columns}
    return Table(
        columns, [path.name] * frame.height, np.arange(1, frame.height + 1),
        kinds={name: _kind(kind) for name, kind in schema.items() if kind != polars.Null},
        nameless=frozenset(name for name in columns if _INDEX.fullmatch(name)),
    )  # fmt: skip


def _polars(context: LoadContext) -> Any:
    try:
        import polars
    except ImportError as error:
        message = f"Parquet is read by Polars, which cannot be imported ({error})"
        raise Refused(context.finding("D310", "path", message, help='install it: pip install "specbuild[table]"')) from error
    return polars


def _check(context: LoadContext, path: Path, schema: dict[str, polars.DataType], rows: int) -> None:
    import polars

    findings = [
        context.finding(
            "D302", "path", f"`{path.name}`: the column `{name}` holds {kind}, not one value a row", help="leave it out of the file"
        )
        for name, kind in schema.items()
        if kind.is_nested() or (not _kind(kind) and kind != polars.Null)
    ]
    if rows * max(1, len(schema)) * TEXT.itemsize > context.memory:
        message = (
            f"`{path.name}` has {rows:,} rows of {len(schema)} columns, more than the {context.memory / 2**20:,.0f} MiB that data may take"
        )
        findings.append(context.finding("D303", "path", message, help="cut it into smaller tables, or train where there is more memory"))
    if findings:
        raise Refused(*findings)


def _kind(kind: polars.DataType) -> str:
    """What a column holds; empty for what cannot be a column of a table."""
    import polars

    if kind.is_numeric():
        return "numeric"
    if kind == polars.Boolean:
        return "boolean"
    if isinstance(kind, polars.String | polars.Categorical | polars.Enum):
        return "categorical"
    return "date" if isinstance(kind, polars.Date | polars.Datetime) else ""


def _texts(column: polars.Series, decimal: str) -> np.ndarray:
    import polars

    if isinstance(column.dtype, polars.Datetime):
        column = column.dt.to_string("%Y-%m-%dT%H:%M:%S%.6f")
    texts = column.cast(polars.String).fill_null("")
    return np.array((texts.str.replace(".", decimal, literal=True) if column.dtype.is_numeric() else texts).to_list(), dtype=TEXT)
