"""How cells are written that are numbers or dates to a person, but not as their column is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from specbuild.running.data.tables.numbers import Notation, is_number, to_number, to_seconds

_DAYS = ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%m/%d/%Y", "%m-%d-%Y", "%Y%m%d", "%b %Y", "%b-%y", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y",
         "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y", "%Y.%m.%d")  # fmt: skip
DATE_FORMS = tuple(day + clock for clock in ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p") for day in _DAYS)  # day before month
_MARKS = ((".", None), (",", None), (".", ","), (".", " "), (".", "'"), (",", "."), (",", " "), (",", "'"))
_CODES = "USD|EUR|GBP|CHF|JPY|CNY|INR|Rs\\.?|R\\$"  # letters that stand before amounts
_SHAPE = re.compile(
    rf"(?P<before>{_CODES}|[^\w\s.,'+\-()\"#@&*/<>=~^\u2212\u2013\u2014]?)\s?[+\-\u2212]?\s?(?P<digits>\d[\d.,' \u00a0\u202f\u2009]*?)\s?"
    r"(?P<after>[^\d\s.,'+\-()\"#@&*<>=~^:][^\d\s:-]{0,7})?"
)
_ORDINALS = frozenset({"st", "nd", "rd", "th", "."})
_LONGEST = 60  # characters of a number with its unit
_FIRST = 50  # cells by which most columns are told to be words
_FEWEST = 3  # different numbers from which on letters behind them are a unit


@dataclass(frozen=True, slots=True)
class Looks:
    """How numbers seem to be written.

    Attributes:
        notation: The likeliest way to read them.
        example: One of the cells.
        sure: Whether no other way to read them gives other numbers.
    """

    notation: Notation
    example: str
    sure: bool

    def arguments(self, usual: Notation) -> dict[str, str | list[str]]:
        """The arguments of a loader that say so, as far as they differ from what it was told."""
        said: dict[str, str | list[str]] = {}
        if self.notation.decimal != usual.decimal:
            said["decimal"] = self.notation.decimal
        if self.notation.thousands not in (None, usual.thousands):
            said["thousands"] = self.notation.thousands or ""
        if set(self.notation.units) - set(usual.units):
            said["units"] = sorted({*usual.units, *self.notation.units})
        return said


def numbers_like(cells: Sequence[str], usual: Notation) -> Looks | None:
    """How some different cells can all be read as numbers in another way than usual; None where they are words.

    Args:
        cells: At least one.
        usual: How numbers of the table are written otherwise; cells that are all numbers in that way need no other.
    """
    if any(len(cell) > _LONGEST for cell in cells[:_FIRST]):
        return None
    if all(is_number(cell, usual) for cell in cells) or not all(_SHAPE.fullmatch(cell) for cell in cells[:_FIRST]):
        return None
    parts = [_SHAPE.fullmatch(cell) for cell in cells]
    units = _units([(found["before"], found["after"] or "") for found in parts if found])
    if units is None or not all(parts):
        return None
    marks = sorted(_MARKS, key=lambda mark: mark != (usual.decimal, usual.thousands))
    fitting = [one for one in (Notation(*mark, units) for mark in marks) if all(is_number(cell, one) for cell in cells)]
    if not fitting:
        return None
    said = {tuple(to_number(cell, one) for cell in cells) for one in fitting}
    chosen = next((one for one in fitting if one.thousands is not None), fitting[0])
    example = next((cell for cell in cells if not is_number(cell, usual)), cells[0])
    return Looks(chosen if len(said) > 1 else fitting[0], example, len(said) == 1)


def _units(around: Sequence[tuple[str, str]]) -> tuple[str, ...] | None:
    """What stands around numbers; None where it is more than a unit, as in codes."""
    before, after = ({pair[side] for pair in around} for side in (0, 1))
    letters = {unit for unit in after if any(character.isalpha() for character in unit)}
    if letters and (len(after) > 1 or len(around) < _FEWEST or letters & _ORDINALS):
        return None
    units = (before | after) - {""}
    return tuple(sorted(units)) if len(units) <= 2 else None


def date_forms(cells: Sequence[str]) -> list[str]:
    """The formats of `strptime` in which all of some cells are dates, the day before the month; none where they are no such dates."""
    some = [form for form in DATE_FORMS if all(to_seconds(cell, form) is not None for cell in cells[:3])]
    return [form for form in some if all(to_seconds(cell, form) is not None for cell in cells)] if cells else []
