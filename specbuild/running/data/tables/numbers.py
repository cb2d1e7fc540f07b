"""Numbers and dates in text."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import numpy as np

_NUMBER = r"[+-]?(?:\d+(?:{0}\d*)?|{0}\d+)(?:[eE][+-]?\d+)?"
_PATTERNS = {mark: re.compile(_NUMBER.format(re.escape(mark))) for mark in (".", ",")}
_CODE = re.compile(r"[+-]?0\d+")  # 007: a code, not a quantity


def is_number(text: str, decimal: str = ".") -> bool:
    """Whether a text is a number: digits with at most one decimal mark and exponent; no `inf`, `nan` or `1_000`."""
    return _PATTERNS[decimal].fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Whether a text is digits that begin with a zero, as in a telephone number or a postcode."""
    return _CODE.fullmatch(text) is not None


def to_number(text: str, decimal: str = ".") -> float | None:
    """The number that a text means; None where it is none, or too large for one."""
    if not is_number(text, decimal):
        return None
    number = float(text.replace(decimal, "."))
    return number if np.isfinite(number) else None


def to_seconds(text: str, form: str | None = None) -> float | None:
    """Seconds since 1970 (UTC where no zone is written) that a date means; None where it is none.

    Args:
        text: A date, with or without a time of day: ISO 8601, slashes for hyphens allowed; or a year, or year and month.
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
    return f"{text}-01" if re.fullmatch(r"\d{4}-\d{2}", text) else text


def is_date(text: str) -> bool:
    """Whether a text is a date with year, month and day; a bare number is none."""
    return re.match(r"\d{4}[-/]\d{2}[-/]\d{2}", text) is not None and to_seconds(text) is not None
