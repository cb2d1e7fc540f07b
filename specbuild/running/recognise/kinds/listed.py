"""A table that lists files: a column with their names, and what is to be predicted beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.families import family
from specbuild.running.recognise.kinds import clip_folder, image_folder, sound_folder, volume_folder
from specbuild.running.recognise.kinds.table import aside_of
from specbuild.running.recognise.networks import picture
from specbuild.running.recognise.routine import preprocessing, split, training
from specbuild.running.recognise.seen import Seen
from specbuild.running.recognise.sheet import Facts, Sheet, read_sheet
from specbuild.running.recognise.target import Target, find_target

_LOOKED_AT = 60
_TABLES = 3  # tables on top of a folder that may be the list


def draft(seen: Seen) -> Draft | None:
    """A spec for files that a table lists."""
    for table in _tables(seen):
        sheet = seen.sheet if seen.sheet is not None and table == seen.path else read_sheet(table, [table])
        column = None if sheet is None else _files(sheet)
        if sheet is not None and column is not None:
            return _draft(seen, table, sheet, column)
    return None


def _tables(seen: Seen) -> list[Path]:
    if seen.path.is_file():
        return list(seen.table_files)
    on_top = [file for file in seen.files if file.parent == seen.path and family(file) == "tables"]
    return on_top if 1 <= len(on_top) <= _TABLES and len(seen.files) > len(on_top) else []


def _files(sheet: Sheet) -> Facts | None:
    """The column whose cells name files that are there."""
    for column in sheet.columns:
        some = [str(cell) for cell in column.cells[:_LOOKED_AT]]
        if (
            column.kind == "categorical"
            and all("." in cell for cell in some)
            and sum(_there(sheet, cell) for cell in some) >= 0.8 * len(some)
        ):
            return column
    return None


def _there(sheet: Sheet, cell: str) -> bool:
    try:
        return (sheet.folder / cell.replace("\\", "/")).is_file()
    except (OSError, ValueError):
        return False


def _draft(seen: Seen, table: Path, sheet: Sheet, column: Facts) -> Draft | None:
    paths = [sheet.folder / str(cell).replace("\\", "/") for cell in column.cells]
    make = _KINDS.get(family(paths[0]))
    target = find_target(sheet, [one for one in sheet.columns if one is not column])
    if make is None or target is None:
        return None
    beside, _ = aside_of(sheet, [one for one in sheet.columns if one is not column and one.name not in target.names])
    written = seen.written if seen.path == table else f"{seen.written}/{table.name}"
    lines = [Line("file", column.ref, "the column with the names of the files"), *target.lines, *beside]
    lines += sheet.form_lines()
    return make([str(path) for path in paths[:: max(1, len(paths) // _LOOKED_AT)]], written, lines, target, len(paths))


def _parts(lines: list[Line]) -> frozenset[str]:
    return frozenset({"train", "test"}) if any(line.key == "part" for line in lines) else frozenset()


def _found(target: Target, rows: int, many: str) -> str:
    return f"{rows:,} {many}, listed in a table; {target.aim.found()} in `{target.columns[0].name}`."


def _sounds(paths: list[str], written: str, lines: list[Line], target: Target, rows: int) -> Draft | None:
    sounds = sound_folder.look(paths)
    if sounds is None:
        return None
    loader = Block("[loader]", [Line("type", "audio"), Line("path", written), *lines, *sounds.lines()])
    return Draft(_found(target, rows, "sounds"), sound_folder.blocks(target.aim, loader, sounds, rows, _parts(lines)))


def _volumes(paths: list[str], written: str, lines: list[Line], target: Target, rows: int) -> Draft | None:
    volumes = volume_folder.look(paths[:20])
    if volumes is None:
        return None
    loader = Block("[loader]", [Line("type", "volume"), Line("path", written), *lines, *volumes.lines()])
    return Draft(_found(target, rows, "volumes"), volume_folder.blocks(target.aim, loader, volumes, rows, _parts(lines)))


def _clips(paths: list[str], written: str, lines: list[Line], target: Target, rows: int) -> Draft | None:
    heads = clip_folder.look_at_films(paths[:30])
    if heads is None:
        return None
    loader = Block("[loader]", [Line("type", "video"), Line("path", written), *lines, *clip_folder.clip_lines(heads)])
    return Draft(_found(target, rows, "clips"), clip_folder.blocks(target.aim, loader, heads, rows, _parts(lines)))


def _pictures(paths: list[str], written: str, lines: list[Line], target: Target, rows: int) -> Draft | None:
    heads = image_folder.look(paths)
    if heads is None:
        return None
    size, parts = heads.size(), _parts(lines)
    loader = Block("[loader]", [Line("type", "image_table"), Line("path", written), *lines, *image_folder.picture_lines(heads, size)])
    scaling = preprocessing(("type", "Rescaling"), ("scale", "1/255", "pixels from 0..255 to 0..1"))
    made = [
        target.aim.block,
        loader,
        split(target.aim, parts),
        Block("[meaning]", [], image_folder.MEANING),
        scaling,
        *picture.layers(min(size)),
        target.aim.head(),
        *training(target.aim, rows, most=40, parts=parts),
    ]
    return Draft(_found(target, rows, "pictures"), made)


_KINDS: Mapping[str, Callable[[list[str], str, list[Line], Target, int], Draft | None]] = {
    "sounds": _sounds,
    "volumes": _volumes,
    "clips": _clips,
    "pictures": _pictures,
}
