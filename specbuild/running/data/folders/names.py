"""Names of files: written so that every terminal and file can hold them, and sorted as people count."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"([0-9]+)")


def printable(name: str) -> str:
    r"""Write a name so that it can be printed and saved, and no two names are written alike.

    Bytes that are not UTF-8 become `\xe9`, control characters too, and a backslash is doubled. All else stays as it is; in
    particular composed and decomposed accents stay apart.
    """
    return "".join(map(_written, name)) if not name.isprintable() or "\\" in name else name


def natural(name: str) -> tuple[list[str | int], str]:
    """A key to sort by: `2` before `10`, capitals beside small letters, and never two different names equal."""
    parts: list[str | int] = [*_DIGITS.split(name.casefold())]
    parts[1::2] = [int(digits) for digits in parts[1::2]]
    return parts, name


def _written(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return "\\\\"
    if 0xDC80 <= code <= 0xDCFF:  # how Python keeps a byte that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    if unicodedata.category(character) in ("Cc", "Cs"):
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return character
