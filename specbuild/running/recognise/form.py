"""In which form a table can be read, found by trying: only what cannot be left to `"auto"` is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.numbers import is_date, is_number
from specbuild.running.data.tables.read import read_file
from specbuild.running.data.tables.table import Table
from specbuild.running.data.tables.text import lines_above
from specbuild.running.recognise.header import header_rows

_DELIMITERS = (",", ";", "\t")
_COMMENTS = ("#", "%")
_MOST_MENDS = 4


def find_form(file: Path, context: LoadContext) -> Form:
    """The form of a table.

    Raises:
        Refused: there is none in which it can be read; what is wrong with it as it stands.
    """
    form = _readable(file, context)
    table = read_file(context, file, form)
    if table.named:  # Parquet, JSON: the file itself holds names
        return replace(form, header="auto")
    rows = header_rows(table)
    return replace(form, header=False if rows == 0 else _stated(table, rows))


def _stated(table: Table, rows: int) -> int | str:
    """How the header is to be stated: not at all, where a loader takes it for one by itself."""
    if rows > 1:
        return rows
    first = [str(table[name][0]) for name in table.names]
    plain = not any(is_number(cell) or is_date(cell) for cell in first)
    again = any(cell and (table[name][1:] == cell).any() for name, cell in zip(table.names, first, strict=True))
    return "auto" if plain and not again else True


def _readable(file: Path, context: LoadContext) -> Form:
    """The first form in which a file can be read, taken as data from its first row on."""
    form, first = Form(header=False), None
    for _ in range(_MOST_MENDS):
        wrong = _wrong(file, context, form)
        if wrong is None:
            return form
        first = first or wrong
        tried = (one for one in _mended(file, context, form, wrong[0]) if _is_better(_wrong(file, context, one), wrong))
        better = next(tried, None)
        if better is None:
            break
        form = better
    if (wrong := _wrong(file, context, form)) is None:
        return form
    raise Refused(*(first or wrong))


def _wrong(file: Path, context: LoadContext, form: Form) -> Sequence[Finding] | None:
    try:
        read_file(context, file, form)
    except Refused as refused:
        return refused.findings
    return None


def _is_single(file: Path, context: LoadContext, form: Form) -> bool:
    """Whether a delimiter parts nothing."""
    return _wrong(file, context, form) is None and len(read_file(context, file, form).names) == 1


def _is_better(found: Sequence[Finding] | None, before: Sequence[Finding]) -> bool:
    """Whether another form helped: it can be read, or something else is wrong that is found later."""
    return found is None or found[0].code != before[0].code


def _is_wide(file: Path) -> bool:
    """Whether every other byte of a file is 0, as in UTF-16 without a mark."""
    with file.open("rb") as opened:
        start = opened.read(1000)
    return start.count(0) > len(start) / 3


def _mended(file: Path, context: LoadContext, form: Form, finding: Finding) -> Iterator[Form]:
    """Forms that may read what a finding is about."""
    match finding.code:
        case "D304":
            if form.encoding == "auto":
                yield replace(form, encoding="utf-16" if _is_wide(file) else "cp1252")  # the latter reads any bytes
        case "D309":
            tried = [replace(form, delimiter=mark) for mark in _DELIMITERS if form.delimiter == "auto"]
            yield from (one for one in tried if not _is_single(file, context, one))
        case "D302" if form.quotechar != "none":
            yield replace(form, quotechar="none")
        case "D305":
            yield replace(form, header="auto")  # rows that all end in a delimiter, and a header that does not
            yield from (replace(form, comment=mark) for mark in _COMMENTS if form.comment is None)
            if (above := lines_above(context, file, form)) > form.skip_lines:
                yield replace(form, skip_lines=above)
        case _:
            return
