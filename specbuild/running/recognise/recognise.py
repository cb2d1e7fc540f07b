"""Find out what a path holds, and draft a spec for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.recognise.boxes import boxes
from specbuild.running.recognise.draft import Draft
from specbuild.running.recognise.kinds import (
    array,
    clip_folder,
    forecast,
    image_folder,
    listed,
    series_cells,
    series_folder,
    series_long,
    series_wide,
    sound_folder,
    table,
    text_folder,
    text_table,
    volume_folder,
)
from specbuild.running.recognise.seen import Seen, narrowed

# In the order in which they are asked: the first that recognises its own drafts the spec. What is special stands before what is general:
# a table of files, of texts or of series is a table too.
KINDS: Mapping[str, Callable[[Seen], Draft | None]] = {
    "arrays (.npz, .npy) of samples and labels": array.draft,
    "a table that lists files": listed.draft,
    "a table with series in its cells (.ts, JSON)": series_cells.draft,
    "a table with texts": text_table.draft,
    "a table of series, a row a step": series_long.draft,
    "one long series to forecast": forecast.draft,
    "a table of series, a row each": series_wide.draft,
    "a table (CSV, TSV, Parquet, JSON)": table.draft,
    "clips in class folders": clip_folder.draft,
    "volumes in class folders": volume_folder.draft,
    "pictures in class folders": image_folder.draft,
    "sounds in class folders": sound_folder.draft,
    "series in class folders, a table each": series_folder.draft,
    "texts in class folders": text_folder.draft,
}


def recognise(path: Path, folder: Path) -> Draft:
    """Draft a spec for some data.

    Args:
        path: The data.
        folder: The folder that the spec will stand in; the path in the spec is relative to it where that is shorter.

    Raises:
        Refused: there is nothing at the path, or nothing that specbuild recognises.
    """
    if not path.exists():
        raise Refused(Finding("N001", (), f"there is nothing at `{path}`", help="check the path after `--from`"))
    try:
        where = narrowed(path)
        return _drafted(path, Seen(where, _relative(where, folder)))
    except OSError as error:
        raise Refused(Finding("N001", (), f"`{path}` cannot be read: {error.strerror}", help="check its permissions")) from error


def _drafted(path: Path, seen: Seen) -> Draft:
    try:
        found = next((draft for kind in KINDS.values() if (draft := kind(seen)) is not None), None)
    except Refused:
        if (detection := boxes(seen.path)) is not None:  # then the folders hold no classes, and that is the better word
            raise Refused(detection) from None
        raise
    if found is None:
        raise Refused(boxes(seen.path) or _unclear(path, seen))
    return found


def _unclear(path: Path, seen: Seen) -> Finding:
    counts = {name: count for name, count in seen.counts.items() if name not in ("others", "papers")}
    if len(counts) > 1:
        message = f"`{path}` holds data of more than one kind: {seen.said()}"
        return Finding("N005", (), message, help="name the folder or file that is meant, or move the others away")
    advice = seen.advice()
    help_ = advice or f"specbuild knows {'; '.join(KINDS)}"
    if not advice and len(seen.files) == 1 and {"tables", "texts"} & set(counts):
        help_ = "a table needs two columns or more, with a comma, a semicolon, a tab or a bar between them; or one column of numbers"
    elif not advice and seen.tree is None and seen.files and counts:
        help_ = f"put the {next(iter(counts))} of each class into a folder of its own, or list them with their labels in a table"
    return Finding("N002", (), f"`{path}` is no data that specbuild recognises: it holds {seen.said()}", help=help_)


def _relative(path: Path, folder: Path) -> str:
    relative = os.path.relpath(path.resolve(), folder.resolve())
    return relative if relative.count("..") <= 2 else str(path.resolve())
