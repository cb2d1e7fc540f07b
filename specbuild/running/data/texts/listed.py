"""Texts that stand in a column of a table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.copies import about_copies, numbered
from specbuild.running.data.files.items import Targets
from specbuild.running.data.samples import Samples
from specbuild.running.data.tables.table import Table
from specbuild.running.data.texts.raw import TEXT, Take, raw

NOUN = ("text", "texts")


def samples_of(
    table: Table, column: str, ids: Sequence[str], parts: Sequence[str] | None, targets: Targets, split: Sequence[str]
) -> Samples:
    """The rows of a table as raw samples.

    Args:
        table: The table.
        column: The column of the texts.
        ids: A name for each row.
        parts: The ready-made part of each row.
        targets: What is to be predicted.
        split: Further columns that a split needs.
    """
    take = texts_of(table, column)
    digests = [hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest() for text in table[column]]
    content = numbered([bytes.fromhex(digest) for digest in digests])
    return Samples(
        ids=ids,
        targets=targets.values,
        classes=targets.classes,
        shape=(),
        dtype=TEXT,
        value_range=None,
        read=raw(take),
        digests=lambda: digests,
        subsets=parts,
        target_names=targets.names,
        notes=tuple(about_copies(content, ids, targets.labels(), NOUN)),
        groups={**{name: table[name] for name in split}, "content": content},
        kind="text",
    )


def texts_of(table: Table, column: str) -> Take:
    """What gives the texts of a column by row."""
    cells = table[column]
    return lambda wanted: [str(text) for text in cells[np.asarray(wanted, np.int64)]]


def need_columns(context: LoadContext, table: Table, column: str | int | None, target: object) -> None:
    """Raise unless a table is told its column of texts and its target."""
    have = f"it has {', '.join(f'`{name}`' for name in table.names[:8])}{' ...' if len(table.names) > 8 else ''}"
    findings = [
        context.finding("D501", "", f"`path` is a table, and `{key}` does not say which column holds the {what}", help=have)
        for key, value, what in (("column", column, "texts"), ("target", target, "answers"))
        if value is None
    ]
    if findings:
        raise Refused(*findings)
