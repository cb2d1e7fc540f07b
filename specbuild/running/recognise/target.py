"""Which column is to be predicted: by its name, by what it holds, else the last that can be; and how certain that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.running.recognise import names
from specbuild.running.recognise.aim import Aim, of_labels, of_numbers
from specbuild.running.recognise.draft import Line, shown
from specbuild.running.recognise.sheet import Facts, Sheet


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be predicted.

    Attributes:
        columns: The columns.
        aim: The task.
        why: A comment for the line of the target; empty where it is certain.
        separator: What stands between several labels of one column; empty where there is one in each row.
    """

    columns: Sequence[Facts]
    aim: Aim
    why: str
    separator: str = ""

    @property
    def lines(self) -> list[Line]:
        """The arguments of the loader."""
        refs = [column.ref for column in self.columns]
        target = Line("target", refs[0] if len(refs) == 1 else refs, self.why)
        return [target, Line("separator", self.separator, "between the labels of a row")] if self.separator else [target]

    @property
    def names(self) -> frozenset[str]:
        """The names of the columns."""
        return frozenset(column.name for column in self.columns)


def plain(name: str) -> str:
    """A name as it is compared: small letters, with `_` between words."""
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def find_target(sheet: Sheet, beside: Sequence[Facts]) -> Target | None:
    """The column to predict.

    Args:
        sheet: The table.
        beside: The columns that may be it.

    Returns:
        The target; None where no column can be one.
    """
    several = _several(sheet, beside)
    if several is not None:
        return several
    for column, why in _in_order(beside, len(sheet)):
        if separator := _separator(column):
            return Target([column], _of_several_labels(column, separator), why, separator)
        aim = aim_of(sheet, column)
        if aim is not None and (column.whole or "not certain" not in why):
            gaps = int((~column.present).sum())
            missing = [f"missing in {gaps} rows, which have to be removed from the file"] if gaps else []
            return Target([column], aim, "; ".join([*([why, "to predict another, write its name"] if why else []), *missing]))
    return None


def aim_of(sheet: Sheet, column: Facts) -> Aim | None:
    """The task that a column makes; None where it can be none."""
    labels = [str(cell) for cell in column.cells[column.present]]
    is_label = plain(column.name) in names.CLASSES
    if column.kind == "numeric":
        numbers = column.numbers(sheet.form.numbers)
        return of_numbers(numbers[~np.isnan(numbers)], labels, is_label=is_label)
    if column.kind in ("empty", "date") or (column.different > max(2, len(labels) // 2) and not is_label):
        return None
    return of_labels(labels)


def _separator(column: Facts) -> str:
    """What parts several labels in the cells of a column, where the same labels come back in other company; empty where nothing does."""
    if column.kind != "categorical":
        return ""
    different = [str(cell) for cell in np.unique(column.cells[column.present])]
    for mark in ("|", ";", ",", " ") if plain(column.name) in names.TAGS else ("|", ";"):
        together = [{part.strip() for part in cell.split(mark)} for cell in different]
        labels = Counter(label for some in together for label in some)
        if any(len(some) > 1 for some in together) and 2 <= len(labels) <= len(different) and max(labels.values()) > 1:
            return mark
    return ""


def _of_several_labels(column: Facts, separator: str) -> Aim:
    counts = Counter(part.strip() for cell in column.cells[column.present] for part in str(cell).split(separator) if part.strip())
    return Aim("multilabel", dict(counts.most_common()), why="each of several labels can be true of a row")


def _in_order(columns: Sequence[Facts], rows: int) -> Iterator[tuple[Facts, str]]:
    """The columns that may be the target, the likeliest first, each with what makes it uncertain."""
    by_plain = {plain(column.name): column for column in reversed(columns)}
    yield from ((by_plain[name], "") for name in names.SURE if name in by_plain)
    yield from ((by_plain[name], "by its name") for name in names.LIKELY if name in by_plain)
    if not columns:
        return
    first, last = columns[0], columns[-1]
    if _few(first, rows) and not _few(last, rows):
        yield first, "not certain: the first column"
    yield last, "not certain: the last column"
    yield from ((column, "not certain: a column with few different values") for column in reversed(columns) if _few(column, rows))
    yield from ((column, "not certain: any column") for column in reversed(columns))


def _few(column: Facts, rows: int) -> bool:
    return 2 <= column.different <= min(20, max(2, rows // 5))


def _several(sheet: Sheet, columns: Sequence[Facts]) -> Target | None:
    """Columns such as `label_1`, `label_2` or `y1`, `y2`: several targets."""
    for stem in ("target", "label", "y", "output", "class"):
        some = [column for column in columns if _numbered(plain(column.name), stem)]
        rest = len(columns) - len(some)
        if len(some) < 2 or rest < 1 or not all(column.kind in ("numeric", "boolean") and column.whole for column in some):
            continue
        values = np.stack([column.numbers(sheet.form.numbers) for column in some if column.kind == "numeric"] or [np.zeros(1)])
        marks = all(column.kind == "boolean" for column in some) or bool(np.isin(values, (0, 1)).all())
        names = shown([column.name for column in some])
        if marks:
            counts = {column.name: int((column.cells == "1").sum()) or 1 for column in some}
            return Target(some, Aim("multilabel", counts, why="each of several labels can be true of a row"), f"by their names: {names}")
        return Target(some, Aim("regression", {}, len(some), "several numbers"), f"by their names: {names}")
    return None


def _numbered(name: str, stem: str) -> bool:
    rest = name.removeprefix(stem).lstrip("_")
    return name.startswith(stem) and bool(rest) and (rest.isdigit() or (stem in ("target", "label") and name.startswith(f"{stem}_")))
