"""Rows of a table, as one vector each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.folders.tree import PARTS
from specbuild.running.recognise import names
from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.draft import Block, Draft, Line, shown
from specbuild.running.recognise.networks import vector
from specbuild.running.recognise.routine import split, split_by_group, training
from specbuild.running.recognise.seen import Seen
from specbuild.running.recognise.sheet import Facts, Sheet
from specbuild.running.recognise.target import Target, find_target, plain

_MOST_WORDS = 0.5  # share of different words from which on a column says too little of each


def draft(seen: Seen) -> Draft | None:
    """A spec for a table."""
    sheet = seen.sheet
    if sheet is None or len(sheet.columns) < 2:
        return None
    rest = [column for column in sheet.columns if not is_id(column, len(sheet)) and not _is_part(column)]
    target = find_target(sheet, [column for column in rest if plain(column.name) not in names.GROUPS or len(rest) < 3])
    if target is None:
        columns = shown([column.name for column in sheet.columns], 8)
        message = f"`{seen.path.name}` is a table of {len(sheet):,} rows, and none of its columns can be predicted ({columns})"
        raise Refused(Finding("N006", (), message, help="a target is the same in some rows and not in all, or a number, and never missing"))
    beside, left = aside_of(sheet, [column for column in sheet.columns if column.name not in target.names])
    nameless = sheet.table.nameless
    drop = [column for column in left if _says_nothing(column, len(sheet)) or (column.kind == "empty" and column.name in nameless)]
    features = [column for column in left if column not in drop]
    if not features:
        return None
    lines = [Line("type", "table"), Line("path", seen.written), *target.lines, *beside]
    if any(column.name in nameless for column in features):
        lines.append(Line("features", [column.ref for column in features], "some have no name: a number counts columns from 1"))
        drop = []
    lines += (
        [Line("drop", [column.ref for column in drop], "names of rows, or other in every row: nothing can be learnt from them")]
        if drop
        else []
    )
    lines += [*type_lines(features), *sheet.missing_lines(), *sheet.form_lines(), *sheet.number_lines(), *sheet.date_lines()]
    if any(not column.whole for column in features):
        lines.append(Line("on_missing", "impute", "by the median of the training rows, with a mark beside it"))
    made = _blocks(sheet, target.aim, Block("[loader]", lines), _grouped(beside))
    found = f"A table of {len(sheet):,} rows and {len(sheet.columns)} columns; {target.aim.found()} in {_named(target)}."
    return Draft(found, made, _because(target, sheet))


def _named(target: Target) -> str:
    return shown([f"`{column.name}`" for column in target.columns])


def _because(target: Target, sheet: Sheet) -> tuple[str, ...]:
    if "not certain" not in target.why:
        return ()
    return (f"Which column is to be predicted is not certain. There are: {shown([str(column.ref) for column in sheet.columns], 12)}.",)


def _blocks(sheet: Sheet, aim: Aim, loader: Block, group: str | int | None) -> list[Block]:
    parts = sheet.parts or (frozenset({"train", "test"}) if any(line.key == "part" for line in loader.lines) else frozenset())
    divided = split(aim, parts, tables=True)
    if group is not None and not parts:
        divided = split_by_group(aim, group)
    how = training(aim, len(sheet), most=200, rate=0.003, parts=parts)
    why = f"a straight line: {aim.smallest} rows of the rare class teach nothing larger" if aim.scarce else ""
    return [aim.block, loader, divided, *vector.layers(aim, len(sheet)), aim.head(why), *how]


def _grouped(lines: Sequence[Line]) -> str | int | None:
    return next((line.value[0] for line in lines if line.key == "split_columns"), None)


def is_id(column: Facts, rows: int) -> bool:
    """Whether a column names or numbers rows."""
    if column.different < rows or not column.whole:
        return False
    called = plain(column.name)
    return called in names.IDS or called.endswith("_id") or (called.startswith(("column_", "unnamed")) and _counts(column))


def _counts(column: Facts) -> bool:
    """Whether its cells are 0, 1, 2 ... or 1, 2, 3 ..."""
    first = str(column.cells[0])
    return first in ("0", "1") and all(str(cell) == str(number) for number, cell in enumerate(column.cells, int(first)))


def _is_part(column: Facts) -> bool:
    words = {str(cell).casefold() for cell in np.unique(column.cells)}
    return plain(column.name) in names.PARTS and "train" in {PARTS.get(word) for word in words} and all(word in PARTS for word in words)


def _says_nothing(column: Facts, rows: int) -> bool:
    """Whether a column names rows, or holds other words in most of them."""
    if is_id(column, rows) or (column.different < 2 and column.kind != "empty"):
        return True
    return column.kind in ("categorical", "mixed") and column.different > max(20, _MOST_WORDS * int(column.present.sum()))


def aside_of(sheet: Sheet, columns: Sequence[Facts], *, weighted: bool = True) -> tuple[list[Line], list[Facts]]:
    """What is neither target nor feature, as arguments of a loader; and the other columns.

    Args:
        sheet: The table.
        columns: Those that are not predicted.
        weighted: Whether the loader takes a column of weights; else it is among the others.
    """
    part = next((column for column in columns if _is_part(column)), None)
    group = next((column for column in columns if plain(column.name) in names.GROUPS and 2 < column.different < len(sheet)), None)
    lines = [Line("part", part.ref, "says which rows are for training and testing")] if part else []
    lines += [Line("split_columns", [group.ref], "rows of one of them stay in one part")] if group else []
    weights = (column for column in columns if plain(column.name) in names.WEIGHTS and _is_weight(column, sheet))
    weight = next(weights, None) if weighted else None
    lines += [Line("weights", weight.ref, "says how much a row counts")] if weight else []
    return lines, [column for column in columns if column not in (part, group, weight)]


def _is_weight(column: Facts, sheet: Sheet) -> bool:
    return column.kind == "numeric" and column.whole and bool((column.numbers(sheet.form.numbers) > 0).all())


def type_lines(features: Sequence[Facts]) -> list[Line]:
    """The argument that says what columns hold, where that cannot be told from their cells alone."""
    mixed = {column.name: "categorical" for column in features if column.kind == "mixed"}
    return [Line("types", mixed, "numbers and words in one column")] if mixed else []
