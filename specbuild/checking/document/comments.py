"""Find the comments of a TOML text; the text has been accepted by a TOML parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specbuild.checking.document.locate import STRINGS, Span

# A quotation mark outside of a comment opens a string, so whichever begins first is what it is.
_STRING_OR_COMMENT = re.compile("|".join([*(f"(?:{pattern.pattern})" for pattern in STRINGS), r"(#[^\n]*)"]), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment.

    Attributes:
        span: From the `#` to the end of the line, without the line break.
        text: What it says, without the `#` and the blanks around it.
        alone: Whether nothing but blanks stands before it on its line.
    """

    span: Span
    text: str
    alone: bool


def comments(text: str) -> Iterator[Comment]:
    """Every comment of a valid TOML text, in order."""
    for match in _STRING_OR_COMMENT.finditer(text):
        if match.group(1) is not None:
            written = match.group(1).rstrip("\r")
            before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            yield Comment(Span(match.start(), match.start() + len(written)), written[1:].strip(), not before.strip(" \t"))
