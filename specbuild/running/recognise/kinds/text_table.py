"""A table with a column of texts."""

from __future__ import annotations

from specbuild.running.recognise import names
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.kinds.table import aside_of, is_id
from specbuild.running.recognise.kinds.text_folder import SIGNS, WORDS, blocks
from specbuild.running.recognise.seen import Seen
from specbuild.running.recognise.sheet import Facts, Sheet
from specbuild.running.recognise.target import find_target, plain

_WORDS = 3.0  # on average, from which on cells are texts
_LETTERS = 12.0


def draft(seen: Seen) -> Draft | None:
    """A spec for a table with texts."""
    sheet = seen.sheet
    text = None if sheet is None else _text(sheet)
    if sheet is None or text is None:
        return None
    others = [column for column in sheet.columns if column is not text and not is_id(column, len(sheet))]
    target = find_target(sheet, others)
    if target is None:
        return None
    beside, _ = aside_of(sheet, [column for column in others if column.name not in target.names])
    lines = [Line("type", "text"), Line("path", seen.written), Line("column", text.ref, "the texts"), *target.lines]
    lines += [line for line in beside if line.key in ("part", "weights")]
    lines += [*(SIGNS if text.without_blanks else WORDS), *sheet.form_lines()]
    parts = sheet.parts or (frozenset({"train", "test"}) if any(line.key == "part" for line in lines) else frozenset())
    made = blocks(target.aim, Block("[loader]", lines), len(sheet), parts, tables=True)
    return Draft(f"{len(sheet):,} texts in a table; {target.aim.found()} in `{target.columns[0].name}`.", made)


def _text(sheet: Sheet) -> Facts | None:
    """The column of texts; None where there is none, or where there are many other columns to learn from."""
    some = [column for column in sheet.columns if plain(column.name) not in names.NAMES]
    words = [column for column in some if column.kind in ("categorical", "mixed") and column.different > 0.3 * len(sheet)]
    named = [column for column in words if plain(column.name) in names.TEXTS and column.words >= 1.5]
    found = max(
        [column for column in words if column.words >= _WORDS and (column.letters >= _LETTERS or column.without_blanks)],
        key=lambda one: one.letters,
        default=None,
    )
    if named:
        return max(named, key=lambda column: column.letters)
    if found is None:
        return None
    others = [column for column in sheet.columns if column is not found and column.kind != "empty" and not is_id(column, len(sheet))]
    return found if len(others) <= 2 or found.letters >= 80 else None
