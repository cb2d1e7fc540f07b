"""Texts that a person names, without targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.decode import claims
from specbuild.running.data.files.items import Item
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.folders.listing import files_below
from specbuild.running.data.inputs import given, unlabelled
from specbuild.running.data.samples import Samples
from specbuild.running.data.tables.choose import find
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.read import is_table, read_file
from specbuild.running.data.texts.folder import TextFile
from specbuild.running.data.texts.listed import texts_of
from specbuild.running.data.texts.raw import TEXT, Take, raw
from specbuild.running.data.unread import Unread

Given = tuple[Samples, Take]


def of_files(sources: Sequence[Path], how: TextFile) -> Given:
    """A text for each file; of a folder, for the files below it that claim to be texts."""
    files, reasons = list[str](), dict[str, str]()
    for source in sources:
        found = _below(source, how) if source.is_dir() else [str(source)] if source.is_file() else []
        files += found
        if not found:
            reasons[given(source)] = "holds no texts" if source.is_dir() else "is not there"

    def take(wanted: np.ndarray) -> list[str]:
        texts, wrong = [], dict[int, str]()
        for row in wanted:
            try:
                texts.append(how.read(Item((files[int(row)],), ""))[1])
            except Unreadable as error:
                wrong[int(row)] = str(error)
            except OSError as error:
                wrong[int(row)] = f"cannot be opened ({error.strerror or error})"
        if wrong:
            raise Unread(wrong)
        return texts

    return _samples([given(Path(file)) for file in files], take, reasons)


def of_tables(context: LoadContext, sources: Sequence[Path], column: str | int, form: Form) -> Given:
    """A text for each row of tables; of a folder, of the tables in it."""
    ids, texts, reasons = list[str](), list[str](), dict[str, str]()
    for source in sources:
        tables = [Path(name) for name in files_below(str(source), str(source)) if is_table(Path(name))] if source.is_dir() else [source]
        for table in tables:
            try:
                read = read_file(context, table, form, whole=False)
                found = texts_of(read, find(context, read.names, column, "column"))(np.arange(len(read)))
            except Refused as refused:
                reasons[given(table)] = "; ".join(finding.message for finding in refused.findings)
                continue
            texts += found
            ids += [f"{given(table)}:{line}" for line in read.lines]
            reasons |= {f"{given(table)}:{line}": why for line, why in read.astray.items()}
        if not tables:
            reasons[given(source)] = "holds no tables"
    return _samples(ids, lambda wanted: [texts[int(row)] for row in wanted], reasons)


def _below(folder: Path, how: TextFile) -> list[str]:
    return [name for name in files_below(str(folder), str(folder)) if claims(how, name)]


def _samples(ids: Sequence[str], take: Take, reasons: dict[str, str]) -> Given:
    samples = unlabelled(ids, (), TEXT, raw(take))
    return replace(samples, unreadable=reasons, kind="text"), take
