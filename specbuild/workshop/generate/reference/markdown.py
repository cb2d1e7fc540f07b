"""Small pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

GENERATED = "<!-- Written by `python -m specbuild.workshop generate`: change the code instead. -->"


def page(title: str, *parts: str) -> str:
    """A page: the title, and what follows it."""
    return "\n\n".join([GENERATED, f"# {title}", *parts]) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; bars and line breaks inside cells are kept from breaking it."""
    lines = [head, ["---"] * len(head), *([cell(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    """Text that may stand in a table: one line, with bars and angle brackets as they are read."""
    # Between backquotes a bar still ends a cell, and a backslash shows; an entity would show as well, so bars lean on the extension
    # `tables`, which takes `\|` everywhere.
    return re.sub(r"\s+", " ", plain(text)).replace("|", "\\|").strip()


def plain(text: str) -> str:
    """Words of Keras as text: `<` outside of backquotes would begin a tag."""
    parts = text.split("`")
    parts[::2] = [part.replace("<", "&lt;") for part in parts[::2]]
    return "`".join(parts)


def fenced(text: str, language: str = "") -> str:
    """A block of code."""
    return f"```{language}\n{text.strip()}\n```"
