"""How the cells of a table are written: numbers, dates, and what stands where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.running.data.tables.looks import Looks, date_forms, numbers_like
from specbuild.running.data.tables.missing import USUAL, present, standing_in
from specbuild.running.data.tables.numbers import PLAIN, Notation, is_date, is_number, to_number
from specbuild.running.data.tables.table import Table
from specbuild.running.recognise import names


@dataclass(frozen=True, slots=True)
class Written:
    """How cells are written.

    Attributes:
        numbers: How numbers are written.
        sure: Whether no other way to read them gives other numbers.
        example: A number that is not written plainly; empty where all are.
        dates: The formats of `strptime` that read all dates that are not ISO 8601, the likeliest first; empty where there are none.
        gaps: Cells that mean that there is no value, beyond the usual ones.
    """

    numbers: Notation
    sure: bool
    example: str
    dates: Sequence[str]
    gaps: Sequence[str]


def written(table: Table) -> Written:
    """Find out how the cells of a table are written."""
    different = {name: [str(cell) for cell in np.unique(table[name][present(table[name], USUAL)])] for name in table.names}
    different = {name: cells for name, cells in different.items() if name not in table.kinds}
    gaps = {name: _gaps(cells) for name, cells in different.items()}
    rest = {name: [cell for cell in cells if cell not in gaps[name]] for name, cells in different.items()}
    looks = [found for cells in rest.values() if (found := _unusual(cells))]
    merged = Notation(
        next((one.notation.decimal for one in looks if one.notation.decimal != PLAIN.decimal), PLAIN.decimal),
        next((one.notation.thousands for one in looks if one.notation.thousands), None),
        tuple(sorted({unit for one in looks for unit in one.notation.units})),
    )
    fits = all(_reads(merged, cells) for cells in rest.values() if _reads(PLAIN, cells))
    numbers = merged if looks and fits else PLAIN
    all_gaps = sorted({gap for some in gaps.values() for gap in some})
    example = next((one.example for one in looks), "") if numbers != PLAIN else ""
    return Written(numbers, all(one.sure for one in looks), example, _dates(rest), all_gaps)


def _unusual(cells: Sequence[str]) -> Looks | None:
    return numbers_like(cells, PLAIN) if cells and not _reads(PLAIN, cells) else None


def _reads(notation: Notation, cells: Sequence[str]) -> bool:
    return bool(cells) and all(is_number(cell, notation) for cell in cells)


def _gaps(cells: Sequence[str]) -> list[str]:
    """Words among numbers or dates that mean a gap, and numbers that people write for one."""
    words = [cell for cell in cells if cell.casefold() in names.GAPS]
    others = [cell for cell in cells if cell not in words]
    if not others or not (_reads(PLAIN, others) or numbers_like(others, PLAIN) or all(map(is_date, others)) or date_forms(others)):
        return []
    found = standing_in(np.array([to_number(cell) or 0.0 for cell in others])) if _reads(PLAIN, others) else None
    return words + [cell for cell in others if found is not None and to_number(cell) == found]


def _dates(columns: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Formats that read every column of dates; none where some are ISO 8601 already, which no format reads beside others."""
    some = [forms for cells in columns.values() if not _reads(PLAIN, cells) and (forms := date_forms(cells))]
    if not some or any(cells and all(map(is_date, cells)) for cells in columns.values()):
        return []
    return [form for form in some[0] if all(form in forms for forms in some)]
