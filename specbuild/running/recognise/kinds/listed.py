"""A table that lists files: a column with their names, and what is to be predicted beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.folders.listing import listing
from specbuild.running.data.tables import arff
from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.draft import Block, Draft, Line, shown
from specbuild.running.recognise.families import family
from specbuild.running.recognise.kinds import clip_folder, image_folder, sound_folder, volume_folder
from specbuild.running.recognise.kinds.table import aside_of
from specbuild.running.recognise.named_files import NamedFiles, files_lost, named_files
from specbuild.running.recognise.networks import picture
from specbuild.running.recognise.routine import preprocessing, split, split_by_group, training
from specbuild.running.recognise.seen import Seen
from specbuild.running.recognise.sheet import Facts, Sheet, read_sheet
from specbuild.running.recognise.target import Target, find_target, plain

_LOOKED_AT = 60
_STRETCH = frozenset({"start", "end", "onset", "offset", "begin", "stop", "start_time", "end_time", "start_s", "end_s", "from", "to"})
_TABLES = 8  # tables on top of a folder that may be the list
_ORDER = ("train", "label", "annotation", "meta", "", "valid", "val", "test", "sample_submission", "submission")  # of their names
_MARKS = {"0", "1"}
_FOLDERS = 50  # beside a table that are looked into: it may stand in a home folder


def draft(seen: Seen) -> Draft | None:
    """A spec for files that a table lists.

    Raises:
        Refused: tables name files, which are not there, and nothing else tells what the files are.
    """
    lost: list[Finding] = []
    for table in _tables(seen):
        sheet = seen.sheet if seen.sheet is not None and table == seen.path else read_sheet(table, [table])
        if sheet is None:
            continue
        files = named_files(sheet, _beside(seen, sheet))
        if files is None:
            lost += files_lost(sheet, table.name, seen.files)
        elif (found := _draft(seen, table, sheet, files)) is not None:
            return found
    if lost and not _holds_classes(seen):
        raise Refused(lost[0])
    return None


def _holds_classes(seen: Seen) -> bool:
    """Whether the data can be read without the table: it may be there for other reasons."""
    if seen.path.is_file() or seen.tree is None:
        return seen.path.is_file()
    return len({member.label for member in seen.tree.members if family(Path(member.path)) in _KINDS}) > 1


def _tables(seen: Seen) -> list[Path]:
    """The tables that may list the others, on top or in a folder of their own; those for training first.

    Nobody lists files in ARFF, which lies beside `.ts`.
    """
    if seen.path.is_file():
        return list(seen.table_files)
    tables = [file for file in seen.files if family(file) == "tables" and file.suffix.casefold() != arff.SUFFIX]
    near = [file for file in tables if seen.path in (file.parent, file.parent.parent)]
    found = [file for file in near if file.parent == seen.path] or near  # such as `meta/esc50.csv` beside `audio/`
    return sorted(found, key=_rank) if 1 <= len(found) <= _TABLES and len(seen.files) > len(found) else []


def _rank(table: Path) -> tuple[int, str]:
    name = plain(table.stem)
    return next((at for at, word in enumerate(_ORDER) if word and name.startswith(word)), _ORDER.index("")), name


def _beside(seen: Seen, sheet: Sheet) -> Sequence[Path]:
    """Files that a table may list: all in the folder that was named, or those near a table that was named itself."""
    if seen.path.is_dir():
        return seen.files
    top = str(sheet.folder)
    inside = listing(top, top)
    found = [*inside.files]
    for folder in inside.folders[:_FOLDERS]:
        with suppress(OSError):  # what lies beside a table need not be readable
            found += listing(folder, top).files
    return [Path(file) for file in found]


def _draft(seen: Seen, table: Path, sheet: Sheet, files: NamedFiles) -> Draft | None:
    paths, rest = files.paths, [one for one in sheet.columns if one is not files.column]
    make = _folders if paths[0].is_dir() else _KINDS.get(family(paths[0]))
    beside, left = aside_of(sheet, rest)
    target = _marks(left) or find_target(sheet, _in_words(left))
    if make is None or target is None:
        return None
    written = seen.written if seen.path == table else f"{seen.written}/{table.relative_to(seen.path).as_posix()}"
    lines = [*files.lines, *target.lines, *beside, *sheet.form_lines()]
    found = make([str(path) for path in paths[:: max(1, len(paths) // _LOOKED_AT)]], written, lines, target, len(paths))
    stretch = [f"`{one.name}`" for one in rest if one.name.casefold() in _STRETCH]
    if found is not None and stretch:
        unsaid = f"Not used: {' and '.join(stretch)}. A row is a whole file; where it means a stretch of one, cut the files first."
        found = replace(found, because=(*found.because, unsaid))
    group = next((line.value[0] for line in beside if line.key == "split_columns"), None)
    if found is None or group is None or _parts(lines):
        return found
    divided = split_by_group(target.aim, group)
    return replace(found, blocks=[divided if block.header == divided.header else block for block in found.blocks])


def _marks(columns: Sequence[Facts]) -> Target | None:
    """Columns that are all 0 or 1, several of them: labels that a sample may have or not."""
    if len(columns) < 2 or not all(column.whole and set(map(str, column.cells)) == _MARKS for column in columns):
        return None
    counts = {column.name: int((column.cells == "1").sum()) for column in columns}
    return Target(columns, Aim("multilabel", counts, why="each of several labels can be true of a row"), "columns of 0 and 1")


def _in_words(columns: Sequence[Facts]) -> list[Facts]:
    """The columns without those that number what another says in words: of `target` and `category`, classes are better called by words."""
    words = [column for column in columns if column.kind == "categorical"]
    return [column for column in columns if not (column.kind == "numeric" and any(_same(column, other) for other in words))]


def _same(column: Facts, other: Facts) -> bool:
    """Whether two columns tell rows apart in the same way, and some rows are alike."""
    few = column.different == other.different < len(column.cells)
    return few and len(set(zip(map(str, column.cells), map(str, other.cells), strict=True))) == column.different


def _parts(lines: list[Line]) -> frozenset[str]:
    return frozenset({"train", "test"}) if any(line.key == "part" for line in lines) else frozenset()


def _found(target: Target, rows: int, many: str) -> str:
    named = shown([f"`{column.name}`" for column in target.columns])
    return f"{rows:,} {many}, listed in a table; {target.aim.found()} in {named}."


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


def _folders(paths: list[str], written: str, lines: list[Line], target: Target, rows: int) -> Draft | None:
    """Folders of numbered pictures: slices of volumes, or frames of clips."""
    inside = [file for path in paths for file in listing(path, path).files]
    heads = image_folder.look(inside[:: max(1, len(inside) // _LOOKED_AT)])
    if heads is None:
        return None
    if not clip_folder.are_slices(inside, heads):
        own = [*lines, *clip_folder.clip_lines(heads), clip_folder.OF_FOLDERS]
        loader = Block("[loader]", [Line("type", "video"), Line("path", written), *own])
        return Draft(_found(target, rows, "folders of frames"), clip_folder.blocks(target.aim, loader, heads, rows, _parts(lines)))
    volumes = volume_folder.look(paths[:20], folders=True)
    if volumes is None:
        return None
    loader = Block("[loader]", [Line("type", "volume"), Line("path", written), *lines, *volumes.lines(), volume_folder.OF_FOLDERS])
    return Draft(_found(target, rows, "folders of slices"), volume_folder.blocks(target.aim, loader, volumes, rows, _parts(lines)))


_KINDS: Mapping[str, Callable[[list[str], str, list[Line], Target, int], Draft | None]] = {
    "sounds": _sounds,
    "volumes": _volumes,
    "clips": _clips,
    "pictures": _pictures,
}
