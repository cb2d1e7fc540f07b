"""From bytes to text: by the encoding that is stated, or by the one that the bytes themselves tell."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from specbuild.running.data.files.unreadable import Unreadable

LOOKED_AT = 2**16  # bytes by which binary data is told from text, and an encoding is guessed
MOST_CONTROLS = 0.1  # share of control characters from which on a file is no text
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"


class Decoded(NamedTuple):
    """A text, and the encoding that it was guessed to be in; empty where nothing was guessed."""

    text: str
    guessed: str = ""


def is_encoding(name: str) -> bool:
    """Whether Python knows an encoding of text by this name."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def to_text(data: bytes, encoding: str, undecodable: str) -> Decoded:
    """Decode a text; a byte-order mark is no part of it.

    Args:
        data: The bytes.
        encoding: The name of an encoding; "auto" is what a byte-order mark says, else UTF-8, else what the bytes look like.
        undecodable: "stop", or "replace" for U+FFFD in place of what cannot be decoded.

    Raises:
        Unreadable: it is binary data, or not in that encoding.
    """
    if encoding == "auto":
        return _detected(data, undecodable)
    codec = "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
    return Decoded(_strictly(data, codec, undecodable))


def _detected(data: bytes, undecodable: str) -> Decoded:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return Decoded(_strictly(data, marked, undecodable))
    start = data[:LOOKED_AT]
    if start and sum(start.count(code) for code in _CONTROLS) / len(start) > MOST_CONTROLS:
        raise Unreadable('holds binary data and no text (for UTF-16 without a byte-order mark, state encoding = "utf-16-le")')
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _guessed(data, undecodable)


def _guessed(data: bytes, undecodable: str) -> Decoded:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:LOOKED_AT]).best()
    name = best.encoding if best is not None else "utf-8"
    return Decoded(_strictly(data, name, undecodable), name)


def _strictly(data: bytes, encoding: str, undecodable: str) -> str:
    try:
        return data.decode(encoding, errors="replace" if undecodable == "replace" else "strict")
    except UnicodeError as error:
        place = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        message = f'is not in the encoding {encoding.removesuffix("-sig")}{place}: state `encoding`, or undecodable = "replace"'
        raise Unreadable(message) from error
