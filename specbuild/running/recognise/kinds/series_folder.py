"""Series in class folders, a table each: a row a step, a column a channel."""

from __future__ import annotations

from pathlib import Path

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.tables.read import is_table
from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.class_folders import classes_of
from specbuild.running.recognise.draft import Block, Draft, Line, shown
from specbuild.running.recognise.networks import series
from specbuild.running.recognise.routine import split, training
from specbuild.running.recognise.seen import Seen
from specbuild.running.recognise.sheet import Sheet, read_sheet
from specbuild.running.recognise.times import is_time

_LOOKED_AT = 40
_LONGEST = 1000  # steps of the first network


def draft(seen: Seen) -> Draft | None:
    """A spec for class folders of series."""
    if seen.tree is None or not seen.family_of_classes("tables", "texts"):
        return None
    members = [member for member in seen.tree.members if is_table(Path(member.path))]
    sheets = [sheet for member in members[:: max(1, len(members) // _LOOKED_AT)] if (sheet := _sheet(member.path)) is not None]
    if not sheets or not all(column.kind in ("numeric", "date", "empty") for column in sheets[0].columns):
        return None
    found = classes_of(seen, members, "series")
    time = next((column for column in sheets[0].columns[:1] if is_time(column, sheets[0])), None)
    names = [column.name for column in sheets[0].columns if column is not time]
    lines = [Line("type", "series"), *found.lines(seen), Line("layout", "folders", f"a file each; channels: {shown(names)}")]
    if time is not None:
        lines.append(Line("time", time.ref, "puts the steps in order"))
    lengths = [len(sheet) for sheet in sheets]
    lines += [*length_lines(lengths), *sheets[0].form_lines(), *sheets[0].number_lines(), *sheets[0].missing_lines()]
    lines += gap_lines(any(not column.whole for sheet in sheets for column in sheet.columns))
    length = length_of(lengths)
    return Draft(found.found("series"), blocks(found.aim, Block("[loader]", lines), length, len(members), found.parts))


def _sheet(path: str) -> Sheet | None:
    try:
        return read_sheet(Path(path), [Path(path)])
    except Refused:
        return None


def length_of(lengths: list[int]) -> int:
    """Steps of a sample of the first network."""
    return min(_LONGEST, max(8, sorted(lengths)[len(lengths) * 3 // 4]))


def length_lines(lengths: list[int]) -> list[Line]:
    """What is done about series of different lengths, or very long ones."""
    if len(set(lengths)) == 1 and lengths[0] <= _LONGEST:
        return []
    why = f'they have {min(lengths)} to {max(lengths)} steps; "pad" with `Masking` and recurrent layers keeps their pace'
    return [Line("length", length_of(lengths), "steps that all are brought to"), Line("resize", "stretch", why)]


def gap_lines(gaps: bool) -> list[Line]:
    """What is done about steps that are missing."""
    return [Line("on_missing", "interpolate", "steps are missing: they are put between their neighbours")] if gaps else []


def blocks(aim: Aim, loader: Block, length: int, rows: int, parts: frozenset[str], *, tables: bool = False) -> list[Block]:
    """The tables of a spec for series."""
    network = series.layers(length, regression=aim.task == "regression")
    return [aim.block, loader, split(aim, parts, tables=tables), *network, aim.head(), *training(aim, rows, most=80, parts=parts)]
