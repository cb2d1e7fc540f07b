"""Numbers as people read them."""

from __future__ import annotations

import math
import re


def grouped(number: int | str) -> str:
    """A whole number with its thousands apart, `1,234,567`; so too the numbers of a formula."""
    return f"{number:,}" if isinstance(number, int) else re.sub(r"\d{4,}", lambda found: f"{int(found[0]):,}", number)


def short(number: int | str) -> str:
    """A large whole number to three digits: `950`, `1.23 M`; a formula is not shortened."""
    return _scaled(number, 1000, ("", " k", " M", " G", " T", " P")) if isinstance(number, int) else grouped(number)


def memory(size: int | str) -> str:
    """An amount of bytes: `512 B`, `1.50 MB`; a formula is not shortened."""
    if isinstance(size, str):
        return f"({grouped(size)}) B" if " " in size else f"{grouped(size)} B"
    return _scaled(size, 1000, (" B", " kB", " MB", " GB", " TB", " PB"))


def measured(number: float) -> str:
    """A measured number to four digits after the point, to fewer where it is large or tiny; `–` where it is not one."""
    if math.isnan(number):
        return "–"
    if number == 0 or 0.001 <= abs(number) < 1000:
        return f"{number:.4f}"
    return f"{number:,.1f}" if 1000 <= abs(number) < 1e6 else f"{number:.1e}"


def duration(seconds: float) -> str:
    """A stretch of time: `0.31 s`, `12.3 s`, `4 min 05 s`, `1 h 02 min`."""
    if seconds < 59.95:
        return f"{seconds:.2f} s" if seconds < 9.995 else f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def visible(text: str) -> str:
    """Text that is safe to show: control characters and bytes that are not UTF-8 as escapes, so that no name can steer a terminal."""
    return "".join(character if character.isprintable() else _escape(character) for character in text)


def _escape(character: str) -> str:
    return character.encode("ascii", "backslashreplace").decode() if ord(character) > 0x7F else f"\\x{ord(character):02x}"


def _scaled(number: int, step: int, units: tuple[str, ...]) -> str:
    power = 0
    while abs(number) >= 999.5 * step**power and power < len(units) - 1:
        power += 1
    if not power:
        return f"{number}{units[0]}"
    value = number / step**power
    digits = 2 if abs(value) < 9.995 else 1 if abs(value) < 99.95 else 0
    return f"{value:.{digits}f}{units[power]}"
