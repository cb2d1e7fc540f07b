"""Files that a person names, without targets: decoded only when they are read, each with its own reason where that fails."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.files.decode import Decode, claims
from specbuild.running.data.files.items import Item
from specbuild.running.data.files.listed import Lists
from specbuild.running.data.files.opened import opened
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.folders.listing import files_below
from specbuild.running.data.inputs import given, unlabelled
from specbuild.running.data.samples import Samples
from specbuild.running.data.tables.read import may_be_table
from specbuild.running.data.threads import each
from specbuild.running.data.unread import Unread


def files_given(sources: Sequence[Path], decode: Decode, *, folders: bool = False, listed: Lists | None = None) -> Samples:
    """Samples without targets, for `inputs` of a loader whose samples are files; see `loaders/__init__.py`.

    Args:
        sources: Files, read whatever they are called; and folders, which stand for the files below them that claim to be such a sample.
        decode: How every sample is decoded.
        folders: Whether a sample is a folder of files (slices, frames) instead: a folder that holds such files is one, any other stands for
            the folders below it.
        listed: Gives the samples that a table lists, and a reason for each row without any; None where a table is no such list.
    """
    items, reasons = list[Item](), dict[str, str]()
    for source in sources:
        if listed is not None and may_be_table(source) and source.is_file():
            more, wrong = _of_table(source, listed)
            items += more
            reasons |= wrong
            continue
        try:
            found = list(_of_folders(source, decode) if folders else _of_files(source, decode))
        except (OSError, ValueError) as error:
            reasons[given(source)] = f"cannot be looked at ({getattr(error, 'strerror', None) or error})"
        else:
            items += found
            if not found:
                reasons[given(source)] = _why_nothing(source, decode)
    samples = unlabelled([item.id for item in items], decode.shape, decode.dtype, _reader(items, decode))
    return replace(samples, value_range=decode.value_range, unreadable=reasons, kind=decode.kind)


def _of_table(source: Path, listed: Lists) -> tuple[list[Item], dict[str, str]]:
    try:
        return listed(source)
    except Refused as refused:
        return [], {given(source): "; ".join(finding.message for finding in refused.findings)}


def _of_files(source: Path, decode: Decode) -> Iterator[Item]:
    if source.is_dir():
        yield from (_item(name) for name in files_below(str(source), str(source)) if claims(decode, name))
    elif source.is_file():
        yield _item(str(source))


def _of_folders(source: Path, decode: Decode) -> Iterator[Item]:
    if not source.is_dir():
        return
    inside: dict[str, list[str]] = {}
    for name in files_below(str(source), str(source)):
        if claims(decode, name):
            inside.setdefault(os.path.dirname(name), []).append(name)  # noqa: PTH120
    for folder, names in inside.items():
        yield Item(tuple(names), given(Path(folder)))


def _item(path: str) -> Item:
    return Item((path,), given(Path(path)))


def _why_nothing(source: Path, decode: Decode) -> str:
    if source.is_dir():
        return f"is a folder that holds no {decode.noun[1]}"
    if not source.exists():
        return "is not there"
    return "is no folder of files" if source.is_file() else "is neither a file nor a folder"


def _reader(items: Sequence[Item], decode: Decode) -> Callable[[np.ndarray], np.ndarray]:
    def read(rows: np.ndarray) -> np.ndarray:
        values, reasons = np.empty((len(rows), *decode.shape), decode.dtype), dict[int, str]()

        def one(place: int) -> None:
            row = int(rows[place])
            try:
                with opened(items[row].paths) as (_, files):
                    values[place] = decode.checked(files).values
            except Unreadable as error:
                reasons[row] = str(error)
            except OSError as error:
                reasons[row] = f"cannot be opened ({error.strerror or error})"

        each(len(rows), one)
        if reasons:
            raise Unread(reasons)
        return values

    return read
