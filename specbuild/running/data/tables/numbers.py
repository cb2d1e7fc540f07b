"""Numbers and dates in text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np

_CODE = re.compile(r"[+-]?0\d+")  # 007: a code, not a quantity
_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])|Q([1-4])[- ](\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})(?:-|-?[Mm])(\d{2})")
_WEEK = re.compile(r"\d{4}-?W\d{2}")
_SIGNS = "+\\-\u2212"  # the last is the minus sign of typesetters, which is no hyphen
_LARGEST = float(np.finfo(np.float32).max)
_BLANKS = " \u00a0\u202f\u2009"  # what stands between thousands where it is a blank


@dataclass(frozen=True, slots=True)
class Notation:
    """How numbers are written.

    Attributes:
        decimal: The decimal mark.
        thousands: The mark between thousands; a blank stands for all kinds of them, None for no mark.
        units: What stands before or after numbers and is no part of them, such as `$` and `%`.
    """

    decimal: str = "."
    thousands: str | None = None
    units: tuple[str, ...] = ()


PLAIN = Notation()


@lru_cache(maxsize=64)
def _pattern(notation: Notation) -> re.Pattern[str]:
    mark, digits = re.escape(notation.decimal), r"\d+"
    if notation.thousands is not None:
        between = f"[{_BLANKS}]" if notation.thousands == " " else re.escape(notation.thousands)
        digits = rf"(?:[1-9]\d{{0,2}}(?:{between}\d{{3}})+|\d+)"
    number = rf"(?:{digits}(?:{mark}\d*)?|{mark}\d+)(?:[eE][+-]?\d+)?"
    unit = "|".join(sorted(map(re.escape, notation.units), key=len, reverse=True))
    if not unit:
        return re.compile(rf"(?P<sign>[{_SIGNS}]?)(?P<inner>)(?P<number>{number})")
    blank = rf"[{_BLANKS}]*"  # a sign stands before the unit, or behind it
    before = rf"(?P<sign>[{_SIGNS}])?{blank}(?:(?:{unit}){blank}(?P<inner>(?(sign)|[{_SIGNS}]?)))?"
    return re.compile(rf"{before}{blank}(?P<number>{number}){blank}(?:{unit})?")


def is_number(text: str, notation: Notation = PLAIN) -> bool:
    """Whether a text is a number: digits with at most one decimal mark and exponent; no `inf`, `nan` or `1_000`."""
    return _pattern(notation).fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Whether a text is digits that begin with a zero, as in a telephone number or a postcode."""
    return _CODE.fullmatch(text) is not None


def to_number(text: str, notation: Notation = PLAIN) -> float | None:
    """The number that a text means; None where it is none, or larger than the numbers that networks count with."""
    found = _pattern(notation).fullmatch(text)
    if found is None:
        return None
    digits = found["number"]
    if notation.thousands is not None:
        digits = digits.translate(dict.fromkeys(map(ord, _BLANKS if notation.thousands == " " else notation.thousands)))
    sign = (found["sign"] or found["inner"] or "").replace("\u2212", "-")
    number = float(sign + digits.replace(notation.decimal, "."))
    return number if abs(number) <= _LARGEST else None


def to_seconds(text: str, form: str | None = None) -> float | None:
    """Seconds since 1970 (UTC where no zone is written) that a date means; None where it is none.

    Args:
        text: A date, with or without a time of day: ISO 8601, slashes for hyphens allowed; or a year, a year and month (`1950-01`,
            `1950M01`), a week (`1950-W05`) or a quarter (`1950-Q1`, `Q1 1950`), each of which means its first day.
        form: A format of `strptime` instead.
    """
    try:
        moment = datetime.strptime(text, form) if form else datetime.fromisoformat(_iso(text))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _iso(text: str) -> str:
    text = text.replace("/", "-")
    if re.fullmatch(r"\d{4}", text):
        return f"{text}-01-01"
    if found := _QUARTER.fullmatch(text):
        return f"{found[1] or found[4]}-{3 * int(found[2] or found[3]) - 2:02d}-01"
    found = _MONTH.fullmatch(text)
    return f"{found[1]}-{found[2]}-01" if found else text


def is_period(text: str) -> bool:
    """Whether a text is a month, a week or a quarter of a year: `1950-01`, `1950-W05`, `1950-Q1`."""
    hyphened = text.replace("/", "-")
    return any(one.fullmatch(hyphened) for one in (_MONTH, _WEEK, _QUARTER)) and to_seconds(text) is not None


def is_date(text: str, form: str | None = None) -> bool:
    """Whether a text is a date with year, month and day, or one of a format of `strptime`; a bare number is none without a format."""
    if form is not None:
        return to_seconds(text, form) is not None
    return re.match(r"\d{4}[-/]\d{2}[-/]\d{2}", text) is not None and to_seconds(text) is not None
